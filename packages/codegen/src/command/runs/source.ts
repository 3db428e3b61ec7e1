import { resolve } from "node:path"
import type { ExecutionDetails, ExecutionSummary } from "@millrace/runtime/durable"
import type { CommandContext } from "../command-context.ts"
import { EngineClient } from "./engine-client.ts"
import type { Page } from "./engine-client.ts"
import { readFile } from "./file-source.ts"
import type { RunsFilter, RunsSource } from "./parse-runs.ts"

/** What executions can be read from: an engine that is served, or a file. */
export interface ExecutionSource {
  readonly list: (query: ListQuery) => Promise<Page<ExecutionSummary>>
  readonly history: (id: string) => Promise<ExecutionDetails>
  /** Gives all there is of one or all executions, one by one. */
  readonly exported: (filter: RunsFilter, id: string | undefined) => AsyncIterable<string>
}

/** Which executions are listed. */
export interface ListQuery extends RunsFilter {
  readonly limit: number
}

/** Where an engine is when nobody says. */
const usualUrl = "http://127.0.0.1:6455"

/** Gives the engine that is asked. */
export function clientOf(source: RunsSource): EngineClient {
  const given = source.kind === "served" ? source : undefined
  const key = given?.key ?? process.env["MILLRACE_KEY"]
  const url = given?.url ?? (process.env["MILLRACE_URL"] || usualUrl)
  return new EngineClient({ url, key: key === "" ? undefined : key })
}

/** Opens what executions are read from, and reads. */
export async function reading<Result>(
  source: RunsSource,
  { folder }: CommandContext,
  read: (source: ExecutionSource) => Promise<Result>,
): Promise<Result> {
  if (source.kind === "file") return readFile(resolve(folder, source.file), read)
  const client = clientOf(source)
  return read({
    list: ({ limit, ...filter }) => client.list({ ...filter, limit: String(limit) }),
    history: (id) => client.history(id),
    exported: (filter, id) => exportedBy(client, filter, id),
  })
}

async function* exportedBy(client: EngineClient, filter: RunsFilter, id: string | undefined): AsyncGenerator<string> {
  const query = new URLSearchParams({ ...filter }).toString()
  const path = id === undefined ? `/export?${query}` : `/executions/${encodeURIComponent(id)}/export`
  yield* linesOf(await client.stream(path))
}

/** Gives the lines of a stream of text. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ""
  for await (const bytes of stream) {
    const lines = `${rest}${decoder.decode(bytes, { stream: true })}`.split("\n")
    rest = lines.pop() ?? ""
    yield* lines
  }
  if (rest !== "") yield rest
}

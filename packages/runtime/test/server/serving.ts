import type { MemoryStore } from "@millrace/runtime/journal"
import type { EngineOptions } from "@millrace/runtime/durable"
import type { EngineServer, ServeOptions } from "@millrace/runtime/server"
import { open } from "../durable/engine-workflows.ts"

/** What a server answered. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** An engine that is served, and how it is asked. */
export interface Served extends AsyncDisposable {
  readonly engine: Awaited<ReturnType<typeof open>>
  readonly server: EngineServer
  readonly ask: (path: string, options?: AskOptions) => Promise<Answer>
}

interface AskOptions {
  readonly method?: string
  readonly json?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Serves an engine on a port that is free. */
export async function serving(
  store: MemoryStore,
  { engine: engineOptions, ...options }: Partial<ServeOptions> & { readonly engine?: Partial<EngineOptions> } = {},
): Promise<Served> {
  const engine = await open(store, engineOptions)
  const server = await engine.serve({ port: 0, ...options })
  return {
    engine,
    server,
    ask: async (path, { method, json, text, headers = {} } = {}) => {
      const body = json === undefined ? text : JSON.stringify(json)
      const response = await fetch(new URL(path, server.url), {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body }),
      })
      const answered = await response.text()
      const isJson = response.headers.get("content-type")?.includes("json") === true
      return { status: response.status, body: isJson ? readJson(answered) : answered, headers: response.headers }
    },
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await engine.close()
    },
  }
}

function readJson(text: string): unknown {
  const lines = text.split("\n").filter((line) => line !== "")
  return lines.length !== 1 ? lines.map((line): unknown => JSON.parse(line)) : JSON.parse(text)
}

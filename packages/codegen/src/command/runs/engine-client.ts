import type { ExecutionDetails, ExecutionOutcome, ExecutionSummary } from "@millrace/runtime/durable"
import { CommandFailed } from "../command-failed.ts"

/** Where an engine is served, and what it is asked with. */
export interface EngineAddress {
  readonly url: string
  readonly key: string | undefined
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: ReadonlyArray<Item>
  readonly next?: string
}

/** An open question, as the engine tells of it. */
export interface TaskDetails {
  readonly execution: string
  readonly workflow: string
  readonly path: string
  readonly openedMs: number
  readonly dueMs?: number
  readonly asks: unknown
  readonly token: string
}

/** Asks an engine over HTTP. What it refuses, or that it is not there, is a `CommandFailed`. */
export class EngineClient {
  readonly #address: EngineAddress

  constructor(address: EngineAddress) {
    this.#address = address
  }

  list(query: Readonly<Record<string, string>>): Promise<Page<ExecutionSummary>> {
    return this.#json(`/executions?${new URLSearchParams(query).toString()}`)
  }

  history(id: string): Promise<ExecutionDetails> {
    return this.#json(at(id))
  }

  start(body: object): Promise<{ readonly id: string; readonly isNew: boolean }> {
    return this.#json("/executions", body)
  }

  signal(id: string, signal: string, body: object): Promise<unknown> {
    return this.#json(`${at(id)}/signals/${encodeURIComponent(signal)}`, body)
  }

  tasks(limit: number): Promise<Page<TaskDetails>> {
    return this.#json(`/tasks?limit=${limit}`)
  }

  complete(token: string, answer: unknown): Promise<unknown> {
    return this.#json(`/tasks/${encodeURIComponent(token)}`, answer)
  }

  /** Does something to an execution that needs no more to be said. */
  steer(id: string, what: "cancel" | "retry" | "resume"): Promise<ExecutionOutcome> {
    return this.#json(`${at(id)}/${what}`, undefined, "POST")
  }

  /** Opens a stream of text. */
  async stream(path: string, options: RequestInit = {}): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#answer(path, options)
    if (body === null) throw new CommandFailed(`the engine at ${this.#address.url} answered with nothing`)
    return body
  }

  async #json<Answer>(path: string, body?: unknown, method = body === undefined ? "GET" : "POST"): Promise<Answer> {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: jsonHeaders }
    const response = await this.#answer(path, { method, ...content })
    const text = await response.text()
    // It is what the operation is described to answer.
    return (text === "" ? undefined : JSON.parse(text)) as Answer
  }

  async #answer(path: string, options: RequestInit): Promise<Response> {
    const { url, key } = this.#address
    const headers = new Headers(options.headers)
    if (key !== undefined) headers.set("authorization", `Bearer ${key}`)
    const response = await fetch(new URL(path, url), { ...options, headers }).catch((cause: unknown) => {
      throw new CommandFailed(`no engine answers at ${url}${reasonOf(cause)}: start one with 'millrace serve'`)
    })
    if (response.ok) return response
    throw new CommandFailed(await refusal(response, key === undefined))
  }
}

const jsonHeaders = { "content-type": "application/json" }

function at(id: string): string {
  return `/executions/${encodeURIComponent(id)}`
}

function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  return typeof code === "string" ? ` (${code})` : ""
}

async function refusal(response: Response, isKeyless: boolean): Promise<string> {
  const text = await response.text()
  const message = messageIn(text) ?? `the engine answered ${response.status}`
  return response.status === 401 && isKeyless ? `${message}; set MILLRACE_KEY, or give '--key'` : message
}

function messageIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const isFailure = typeof body === "object" && body !== null && "message" in body
    return isFailure && typeof body.message === "string" && body.message !== "" ? body.message : undefined
  } catch {
    return undefined
  }
}

import { spawn } from "node:child_process"
import type { ChildProcessWithoutNullStreams } from "node:child_process"
import { createInterface } from "node:readline"
import type { Answer, Request } from "./command.ts"

/** Thrown to whoever waits for an answer of a process that has ended: nobody knows what it has done. */
export class Unanswered extends Error {}

/** An engine in another process, which is started again whenever it ends. */
export class ServedEngine {
  readonly #arguments: ReadonlyArray<string>
  readonly #waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (e: Error) => void }
  >()
  #number = 0
  #child: ChildProcessWithoutNullStreams | undefined
  /** Whether the process is open; when it ended before it was, the next one is waited for. */
  #isOpen = true
  #opened: Promise<void> = Promise.resolve()
  #onOpened: () => void = () => undefined
  #isOver = false
  /** What processes said before they ended otherwise than they were told. */
  readonly complaints: Array<string> = []

  constructor(bundle: string, given: ReadonlyArray<string>) {
    this.#arguments = ["--disable-warning=ExperimentalWarning", bundle, ...given]
    this.#begin()
  }

  /** Asks until there is an answer; rejects with the tag of the failure that the engine answers. */
  async ask(request: Request): Promise<unknown> {
    for (;;) {
      try {
        return await this.#askOnce(request)
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
  }

  /** Sends a signal to the process. */
  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  /** Ends when a process is open. */
  get opened(): Promise<void> {
    return this.#opened
  }

  async close(): Promise<void> {
    this.#isOver = true
    const child = this.#child
    const closed = new Promise((resolve) => child?.once("close", resolve))
    child?.kill("SIGTERM")
    await closed
  }

  async #askOnce(request: Request): Promise<unknown> {
    await this.#opened
    const number = (this.#number += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      this.#child?.stdin.write(`${JSON.stringify({ ...request, number })}\n`)
    })
  }

  #begin(): void {
    const child = spawn(process.execPath, this.#arguments)
    this.#child = child
    let said = ""
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
    // A process that is killed closes its input while it is written to.
    child.stdin.on("error", () => undefined)
    if (this.#isOpen) {
      this.#isOpen = false
      this.#opened = new Promise((resolve) => (this.#onOpened = resolve))
    }
    createInterface({ input: child.stdout }).on("line", (line) => {
      // A line that was cut off by a kill is no answer.
      const answer = line.endsWith("}") ? (JSON.parse(line) as Answer) : undefined
      if (answer?.number === 0) {
        this.#isOpen = true
        this.#onOpened()
      } else if (answer !== undefined) this.#answered(answer)
    })
    child.once("close", (code, signal) => {
      if (signal === null && code !== 0) this.complaints.push(`ended with ${code}: ${said.slice(0, 2_000)}`)
      if (!this.#isOver) this.#begin()
      const waiting = [...this.#waiting.values()]
      this.#waiting.clear()
      for (const { reject } of waiting) reject(new Unanswered())
    })
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    // One that closes has not done it; the next one does.
    if ("error" in answer) waiting?.reject(isClosing(answer.error) ? new Unanswered() : new Error(answer.error))
    else waiting?.resolve(answer.value)
  }
}

function isClosing(error: string): boolean {
  return error === "EngineClosed" || error === "StoreUnusable"
}

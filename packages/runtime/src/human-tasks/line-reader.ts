import { createInterface } from "node:readline"
import type { Interface } from "node:readline"
import type { Readable, Writable } from "node:stream"
import * as Effect from "effect/Effect"

/** Where questions are written and answers read. */
export interface TerminalStreams {
  readonly input: Readable
  readonly output: Writable
}

/** Reads typed lines. */
export interface LineReader {
  /** Writes a question, and gives the next line, or `undefined` when the input has ended. */
  readonly ask: (question: string) => Effect.Effect<string | undefined>
  readonly write: (text: string) => void
  readonly close: () => void
}

/**
 * Makes a reader of typed lines, which touches the input only when the first question is asked.
 *
 * Owns the lines that arrive:
 * 1. one typed before its question was asked waits for the next question;
 * 2. a question that is interrupted takes no line with it, and what is written next begins a new one.
 */
export function makeLineReader({ input, output }: TerminalStreams): LineReader {
  const typed: Array<string> = []
  let lines: Interface | undefined
  let hasEnded = false
  let take: ((line: string | undefined) => void) | undefined
  const open = (): Interface => {
    const opened = createInterface({ input, output })
    opened.on("line", (line) => {
      if (take === undefined) typed.push(line)
      else take(line)
    })
    opened.on("close", () => {
      hasEnded = true
      take?.(undefined)
    })
    // In a terminal readline takes the key for itself; the process must get the signal all the same.
    opened.on("SIGINT", () => process.kill(process.pid, "SIGINT"))
    return opened
  }
  return {
    ask: (question) =>
      Effect.callback<string | undefined>((resume) => {
        lines ??= open()
        if (hasEnded) output.write(question)
        else {
          lines.setPrompt(question)
          lines.prompt()
        }
        const ready = typed.shift()
        if (ready !== undefined || hasEnded) return resume(Effect.succeed(ready))
        take = (line) => {
          take = undefined
          resume(Effect.succeed(line))
        }
        return Effect.sync(() => {
          take = undefined
          output.write("\n")
        })
      }),
    write: (text) => void output.write(text),
    close: () => lines?.close(),
  }
}

import { takesMs } from "./behaviours.ts"

/** After so long an execution is cancelled, for some would wait for ever. */
export const patienceMs = 5_000_000

/** What somebody outside gives, and how long after being asked; without an answer they never do. */
export interface Answer {
  readonly afterMs: number
  readonly answer: { readonly value: unknown }
  readonly fits: boolean
}

/** Gives what a person answers to the task at a path. */
export function answerOf(path: string): Answer | undefined {
  const afterMs = takesMs(path, "answer")
  if (afterMs % 7 === 0) return undefined
  const fits = afterMs % 8 !== 0
  return { afterMs, answer: { value: fits ? afterMs % 50 : "no number" }, fits }
}

/** A call of the URL of a webhook: after how long, and whether it is genuine and fits. */
export interface Call {
  readonly afterMs: number
  readonly key: "good" | "bad"
  readonly value: unknown
}

/** Gives the calls that are made to the webhook at a path, in the order of their times. */
export function callsOf(path: string): ReadonlyArray<Call> {
  const first = takesMs(path, "first call")
  const second = first + takesMs(path, "second call")
  const good = { afterMs: second, key: "good", value: second % 50 } as const
  if (first % 6 === 0) return []
  if (first % 3 === 0) return [{ afterMs: first, key: "bad", value: 1 }, good]
  if (first % 4 === 0) return [{ afterMs: first, key: "good", value: "no number" }, good]
  return [{ afterMs: first, key: "good", value: first % 50 }, good]
}

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** How a task ends: with its result, or refused with a reason. */
type Ended = Exit.Exit<string, string>

/** A task that has begun. */
interface OpenTask {
  readonly task: string
  readonly end: (ended: Ended) => void
}

const open = new Set<OpenTask>()

/** Everything that happened at the desk, in order. */
export const log: Array<string> = []

/** Begins a task. It goes on until it is ended from outside, or withdrawn because its step is interrupted. */
export function begin(task: string): Effect.Effect<string, string> {
  return Effect.callback<string, string>((resume) => {
    log.push(`begin ${task}`)
    const own: OpenTask = { task, end: resume }
    open.add(own)
    return Effect.sync(() => {
      open.delete(own)
      log.push(`withdraw ${task}`)
    })
  })
}

/** Ends the task of this name that has been open longest. */
export function end(task: string, ended: Ended): void {
  const found = [...open].find((one) => one.task === task)
  if (found === undefined)
    throw new RangeError(`no task '${task}' is open, only ${[...open].map((one) => one.task).join(", ")}`)
  open.delete(found)
  log.push(Exit.isSuccess(ended) ? `end ${task}` : `refuse ${task}`)
  found.end(ended)
}

/** Forgets everything. */
export function clear(): void {
  open.clear()
  log.length = 0
}

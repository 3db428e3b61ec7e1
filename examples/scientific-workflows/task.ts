import { createHash } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { activity } from "@millrace/dsl/activity"

/** What a task is given: its own record, how long a recorded second lasts, and what the tasks it needs came to. */
export interface TaskInput {
  readonly id: string
  readonly seconds: number
  readonly millisPerSecond: number
  readonly needed: ReadonlyArray<TaskOutput>
}

/** What a task comes to: its id, and a fingerprint of it and of all it depends on. */
export interface TaskOutput {
  readonly id: string
  readonly digest: string
}

/** Takes its recorded time, scaled, and gives its fingerprint. */
export const task = activity("task", {
  effects: "none",
  run: ({ id, seconds, millisPerSecond, needed }: TaskInput): TaskOutput | Promise<TaskOutput> => {
    const digests = needed.map(({ digest }) => digest)
    const output = { id, digest: digestOf(id, digests) }
    const millis = scaledMillis(seconds, millisPerSecond)
    return millis === 0 ? output : setTimeout(millis, output)
  },
})

/** Gives the fingerprint of a task: of its id and the fingerprints of what it needs, in their order. */
export function digestOf(id: string, needed: ReadonlyArray<string>): string {
  return createHash("sha256")
    .update(JSON.stringify([id, ...needed]))
    .digest("hex")
    .slice(0, 16)
}

/** Gives the whole milliseconds that a task takes: timers know no parts of one. */
export function scaledMillis(seconds: number, millisPerSecond: number): number {
  return Math.round(seconds * millisPerSecond)
}

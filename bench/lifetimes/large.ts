import { setImmediate } from "node:timers/promises"
import { activity } from "@millrace/dsl/activity"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** A value that is worth freeing. */
export interface Large {
  readonly bytes: Uint8Array
}

interface Found {
  readonly large: Large
  readonly size: number
  readonly left: number
}

interface Turn {
  readonly turn: number
}

/** What a handler could be for. */
export class Unreadable extends Data.TaggedError("Unreadable") {}

const made: Array<WeakRef<Large>> = []

function makeLarge(): Large {
  const large = { bytes: new Uint8Array(1_000) }
  made.push(new WeakRef(large))
  return large
}

export const make = activity("make", (_given: Turn) => makeLarge())
export const makeLater = activity("make-later", async (_given: Turn) => makeLarge())
export const makeEffect = activity("make-effect", (_given: Turn) => Effect.sync(() => makeLarge()))

export const read = activity("read", (given: { readonly large: Large }) => given.large.bytes.length)
export const readLater = activity("read-later", {
  errors: [Unreadable],
  run: async (given: { readonly large: Large }) => given.large.bytes.length,
})
export const readEffect = activity("read-effect", (given: { readonly large: Large }) =>
  Effect.sync(() => given.large.bytes.length),
)

export const same = activity("same", async (given: { readonly size: number }) => given.size)
export const unread = activity("unread", async (_given: { readonly size: number }) => undefined)

/** Makes the next state of a loop out of the last one. */
export const renew = activity("renew", async (given: { readonly large: Large }) => {
  if (given.large.bytes.length !== 1_000) throw new Error("the last state is gone")
  return makeLarge()
})

export const renewState = activity("renew-state", async (_given: Found) => makeLarge())

export const readScope = activity(
  "read-scope",
  async (given: { readonly large: Large; readonly input: { readonly n: number } }) => given.large.bytes.length,
)

/** Counts the large values that are still there after a collection of garbage, and forgets all of them. */
export const countLeft = activity("count-left", async (_given: Turn) => {
  // What a WeakRef has been asked for, or was made of, is kept until the end of the turn.
  await setImmediate()
  globalThis.gc?.()
  const left = made.filter((each) => each.deref() !== undefined).length
  made.length = 0
  return left
})

import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}
class Negative extends Data.TaggedError("Negative")<{ readonly n: number }> {}

/** Everything that activities did, in order; a test empties it first. */
export const effects: Array<string> = []

/** Halves an even number at once. */
export const half = activity("half", {
  errors: [Odd, Negative],
  run: (n: number) => {
    effects.push(`half ${n}`)
    if (n < 0) throw new Negative({ n })
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})

/** Halves an even number after a moment. */
export const halfLater = activity("half-later", {
  errors: [Odd],
  run: async (n: number) => {
    await Promise.resolve()
    effects.push(`half later ${n}`)
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})

/** Adds one, as an Effect. */
export const increment = activity("increment", (n: number) =>
  Effect.sync(() => {
    effects.push(`increment ${n}`)
    return n + 1
  }),
)

/** Gives what it is given, and writes it down. */
export const note = activity("note", (text: string) => {
  effects.push(text)
  return text
})

/** Says what names it was given. */
export const names = activity("names", (scope: Readonly<Record<string, unknown>>) => {
  effects.push("names")
  return Object.keys(scope).toSorted()
})

/** Fails on the attempts before `until`. */
export const flaky = activity("flaky", {
  errors: [Odd],
  run: ({ until }: { readonly until: number }, { attempt }) => {
    effects.push(`attempt ${attempt}`)
    if (attempt < until) throw new Odd({ n: attempt })
    return attempt
  },
})

/** Takes as long as it is told. */
export const slow = activity("slow", (ms: number) => {
  effects.push(`slow ${ms}`)
  return Effect.as(Effect.sleep(ms), ms)
})

/** Throws what nobody declared. */
export const broken = activity("broken", (text: string): number => {
  effects.push("broken")
  throw new RangeError(text)
})

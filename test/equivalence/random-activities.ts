import { activity, resource } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}
class Large extends Data.TaggedError("Large")<{ readonly n: number }> {}

/** Everything that activities did, in order; a test empties it first. */
export const effects: Array<string> = []

/** Halves an even number at once. @public the random flows import it */
export const half = activity("half", {
  errors: [Odd],
  run: (n: number) => {
    effects.push(`half ${n}`)
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})

/** Adds two to a number that is not large, later. @public the random flows import it */
export const later = activity("later", {
  errors: [Large],
  run: async (n: number) => {
    effects.push(`later ${n}`)
    await Promise.resolve()
    if (n > 40) throw new Large({ n })
    return n + 2
  },
})

/** Adds one, as an Effect. @public the random flows import it */
export const increment = activity("increment", (n: number) =>
  Effect.sync(() => {
    effects.push(`increment ${n}`)
    return n + 1
  }),
)

/** Doubles, sometimes at the second attempt only. @public the random flows import it */
export const patient = activity("patient", {
  errors: [Odd],
  retry: { maximumAttempts: 2, initialInterval: 0 },
  run: (n: number, { attempt }) =>
    Effect.suspend(() => {
      effects.push(`patient ${n} ${attempt}`)
      return n % 3 === attempt ? new Odd({ n }) : Effect.as(Effect.yieldNow, n * 2)
    }),
})

/** Tells when it is acquired and released. @public the random flows import it */
export const lamp = resource("lamp", {
  acquire: () => {
    effects.push("lamp on")
    return 3
  },
  release: () => void effects.push("lamp off"),
})

/** Makes a small number of any value, so that every mapping fits every activity. @public the random flows import it */
export function num(value: unknown): number {
  return Math.abs(weight(value)) % 61
}

function weight(value: unknown): number {
  if (typeof value === "number") return Math.trunc(value)
  if (typeof value !== "object" || value === null) return value === undefined ? 0 : 1
  if (value instanceof Error) return "n" in value ? weight(value.n) : 5
  return Object.values(value).reduce((sum: number, each) => sum + weight(each), 0)
}

/** Makes one of three labels of a number. @public the random flows import it */
export function label(n: number): "a" | "b" | "c" {
  return (["a", "b", "c"] as const)[n % 3] ?? "a"
}

/** Makes up to four items of a number. @public the random flows import it */
export function list(n: number): ReadonlyArray<number> {
  return Array.from({ length: n % 5 }, (_, index) => n + index * 3)
}

import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import * as Data from "effect/Data"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

const known: Array<string> = []

/** Makes a secret that nobody else has, and remembers it. */
export function canary(): Redacted.Redacted {
  const secret = `canary-${known.length}-${crypto.randomUUID()}`
  known.push(secret)
  return Redacted.make(secret)
}

/** All secrets that there are. */
export function canaries(): ReadonlyArray<string> {
  return known
}

class Refused extends Data.TaggedError("Refused")<{ readonly by: unknown }> {}

/** Where an activity puts a secret. */
export const places = [
  "output",
  "field of the output",
  "deep in the output",
  "list",
  "map",
  "set",
  "output with a schema",
  "field with a schema",
  "failure",
  "field of a failure",
  "cause of a failure",
  "defect",
  "field of a defect",
] as const
export type Place = (typeof places)[number]

const puts = activity("puts", {
  errors: [Refused],
  run: async (place: Place): Promise<unknown> => put(place),
})

const putsWithSchema = activity("puts-with-schema", {
  output: Schema.Struct({ key: Schema.Redacted(Schema.String) }),
  run: async () => ({ key: canary() }),
})
const putsOnlySecret = activity("puts-only-secret", {
  output: Schema.Redacted(Schema.String),
  run: async () => canary(),
})

function put(place: Place): unknown {
  switch (place) {
    case "output":
      return canary()
    case "field of the output":
      return { key: canary() }
    case "deep in the output":
      return { a: [{ b: { c: [canary()] } }] }
    case "list":
      return [1, canary()]
    case "map":
      return new Map([["key", canary()]])
    case "set":
      return new Set([canary()])
    case "failure":
      throw new Refused({ by: canary() })
    case "field of a failure":
      throw new Refused({ by: { key: [canary()] } })
    case "cause of a failure":
      throw new Error("no", { cause: canary() })
    case "defect":
      throw canary()
    case "field of a defect":
      throw Object.assign(new Error("no"), { key: canary() })
    case "output with a schema":
    case "field with a schema":
      return undefined
  }
}

const book = activity("book", {
  run: async (place: Place) => put(place),
  compensate: async () => undefined,
})

/** Comes to a secret. */
export const keeps = interpret(
  flow("keeps", { input: Schema.Struct({ place: Schema.Literals(places) }) })
    .when(
      "bare",
      ({ input }) => input.place === "output with a schema",
      (b) => b.step("puts", putsOnlySecret),
    )
    .when(
      "field",
      ({ input }) => input.place === "field with a schema",
      (b) => b.step("puts", putsWithSchema),
    )
    .step("kept", puts, ({ input }) => input.place)
    .returns(({ kept }) => typeof kept),
)

/** Comes to a secret in a saga, whose steps are kept in the moment of their success. */
export const books = interpret(
  flow("books", { input: Schema.Struct({ place: Schema.Literals(places) }) })
    .saga("trip", (b) => b.step("book", book, ({ input }) => input.place).step("puts", puts, () => "failure" as const))
    .returns(() => "booked"),
)

/** Gives a secret as what it comes to, shows one to a person, and takes messages. */
export const shows = interpret(
  flow("shows", { input: Schema.Unknown })
    .let("secret", () => canary())
    .human("review", { form: Schema.Unknown, show: ({ secret }) => ({ secret }) })
    .signal("told", { payload: Schema.Unknown })
    .returns(({ secret }) => ({ secret })),
)

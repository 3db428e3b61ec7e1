import { activity, capability, pool, rateLimit, resource } from "@millrace/dsl/activity"
import type { ActivityContext } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { record } from "../record.ts"

export class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}
export class Closed extends Data.TaggedError("Closed")<{ readonly door: string }> {}

type Facts = Pick<ActivityContext, "path" | "idempotencyKey" | "attempt" | "execution">

function tell(what: "begins" | "ends", { path, idempotencyKey: key, attempt, execution }: Facts): void {
  record({ what, execution: execution.id, path, key, attempt })
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Is at work for a while, and says when it begins and ends. */
async function takes(ms: number, context: Facts): Promise<void> {
  tell("begins", context)
  await pass(ms)
  tell("ends", context)
}

/** Waits as long as nobody wants it to stop. */
function passUnlessStopped(ms: number, abortSignal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (abortSignal.aborted) return reject(abortSignal.reason)
    const timer = setTimeout(resolve, ms)
    abortSignal.addEventListener("abort", () => {
      clearTimeout(timer)
      reject(abortSignal.reason)
    })
  })
}

/** Adds one, after a moment. */
export const adds = activity("adds", async (n: number, context) => {
  await takes(1, context)
  return n + 1
})

/** Adds one, at once. */
export const gives = activity("gives", (n: number, context) => {
  tell("begins", context)
  tell("ends", context)
  return n + 1
})

/** Adds one, as an Effect. */
export const addsInEffect = activity("adds-in-effect", (n: number, context) =>
  Effect.gen(function* () {
    tell("begins", context)
    yield* Effect.sleep(1)
    tell("ends", context)
    return n + 1
  }),
)

/** Takes longer than others. */
export const takesLonger = activity("takes-longer", async (n: number, context) => {
  const { abortSignal } = context
  tell("begins", context)
  await passUnlessStopped(40, abortSignal)
  tell("ends", context)
  return n + 1
})

/** Does not end by itself. */
export const hangs = activity("hangs", async (n: number, context) => {
  const { abortSignal } = context
  tell("begins", context)
  await passUnlessStopped(60_000, abortSignal)
  tell("ends", context)
  return n
})

/** Hangs in its first attempts. */
export const hangsAtFirst = activity("hangs-at-first", async (attempts: number, context) => {
  const { abortSignal, attempt } = context
  tell("begins", context)
  await passUnlessStopped(attempt <= attempts ? 60_000 : 1, abortSignal)
  tell("ends", context)
  return "came"
})

export const full = activity("full", {
  errors: [Full],
  run: async (town: string, context): Promise<string> => {
    await takes(1, context)
    throw new Full({ town })
  },
})

/** Fails in its first attempts. */
export const flaky = activity("flaky", {
  errors: [Full, Closed],
  run: async ({ failures, tag = "Full" }: { readonly failures: number; readonly tag?: "Full" | "Closed" }, context) => {
    const { attempt } = context
    await takes(1, context)
    if (attempt > failures) return attempt
    if (tag === "Full") throw new Full({ town: "busy" })
    throw new Closed({ door: "back" })
  },
})

/** Breaks as nobody has declared, in its first attempts. */
export const breaks = activity("breaks", async (failures: number, context) => {
  const { attempt } = context
  await takes(1, context)
  if (attempt <= failures) throw new RangeError("not declared")
  return attempt
})

/** Gives what JSON has no form of. */
export const dates = activity("dates", {
  output: Schema.Struct({ on: Schema.Date, by: Schema.ReadonlyMap(Schema.String, Schema.Number) }),
  run: async (iso: string, context) => {
    await takes(1, context)
    return { on: new Date(iso), by: new Map([["train", 2]]) }
  },
})

/** Is computed again in every life. */
export const computes = activity("computes", { effects: "none", run: (n: number) => n * 2 })

/** May run twice. */
export const puts = activity("puts", {
  effects: "idempotent",
  run: async (n: number, context) => {
    await takes(1, context)
    return n
  },
})

/** Tells the world a URL. */
export const announces = activity("announces", async ({ url }: { readonly url: string }, context) => {
  tell("begins", context)
  record({ what: "announced", execution: context.execution.id, path: url })
  await pass(1)
  tell("ends", context)
})

/** Books, and gives back what it has booked. */
export const books = activity("books", {
  run: async (town: string, context) => {
    const { abortSignal } = context
    await takes(abortSignal.aborted ? 0 : 2, context)
    return `room in ${town}`
  },
  compensate: async (_done, context) => {
    await takes(1, context)
  },
})

/** Books, however long it takes: whoever stops it is not heard. */
export const booksSlowly = activity("books-slowly", {
  run: async (town: string, context) => {
    const { abortSignal } = context
    await takes(abortSignal.aborted ? 0 : 25, context)
    return `room in ${town}`
  },
  compensate: async (_done, context) => {
    await takes(20, context)
  },
})

/** Books, and gives back in a later attempt. */
export const booksStubbornly = activity("books-stubbornly", {
  errors: [Full],
  retry: { maximumAttempts: 4, initialInterval: 4 },
  run: async (town: string, context) => {
    await takes(1, context)
    return `room in ${town}`
  },
  compensate: async (_done, context) => {
    await takes(1, context)
    if (context.attempt < 3) throw new RangeError("nobody at the desk")
  },
})

/** Books for good. */
export const booksForGood = activity("books-for-good", {
  run: async (town: string, context) => {
    await takes(1, context)
    return `room in ${town}`
  },
  compensate: async (_done, context) => {
    await takes(1, context)
    throw new RangeError("no refunds")
  },
})

/** Gives back what another activity has taken. */
export const givesBack = activity("gives-back", async (_what: { readonly n: number }, context) => {
  await takes(1, context)
})

export const lamp = resource("lamp", {
  acquire: async () => {
    await pass(1)
    return { light: 7 }
  },
  release: async () => pass(1),
})

/** A door that opens, and does not close. */
export const stuckDoor = resource("stuck-door", {
  acquire: () => "door",
  release: () => {
    throw new RangeError("stuck")
  },
})

export const desks = pool("reliability-desks", { size: 1 })
export const letters = rateLimit("reliability-letters", { limit: 100, interval: 1_000 })

export const guess = capability("guess", { input: Schema.Number, output: Schema.Number })

/** Whoever guesses. */
export async function guesses(n: number, context: Facts): Promise<number> {
  await takes(1, context)
  return n + 1
}

import { activity, resource } from "@millrace/dsl"
import type { ActivityContext } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { caller, cancel, pass, send, tell } from "./running/world.ts"

export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}
export class Negative extends Data.TaggedError("Negative")<{ readonly n: number }> {}
/** What `fails` fails with. */
export class Refused extends Data.TaggedError("Refused")<{ readonly by: string }> {}

/** The path of the step that an activity runs for. */
function pathOf({ idempotencyKey, execution }: ActivityContext): string {
  return idempotencyKey.slice(execution.id.length + 1)
}

/** Says that it starts, lets time pass as an Effect, and says when it is interrupted. */
function worked(ms: number, context: ActivityContext): Effect.Effect<void> {
  return Effect.suspend(() => {
    tell(`${pathOf(context)} starts`)
    return Effect.onInterrupt(Effect.sleep(ms), () => Effect.sync(() => tell(`${pathOf(context)} is interrupted`)))
  })
}

/** Takes as long as it is told, and gives that. */
export const works = activity("works", (ms: number, context) =>
  Effect.map(worked(ms, context), () => {
    tell(`${pathOf(context)} ends`)
    return ms
  }),
)

/** Fails after as long as it is told. */
export const fails = activity("fails", (ms: number, context) =>
  Effect.flatMap(worked(ms, context), () => {
    tell(`${pathOf(context)} fails`)
    return Effect.fail(new Refused({ by: pathOf(context) }))
  }),
)

/** Breaks, as nobody has declared, after as long as it is told. */
export const breaks = activity("breaks", (ms: number, context) =>
  Effect.flatMap(worked(ms, context), (): Effect.Effect<number> => {
    tell(`${pathOf(context)} breaks`)
    return Effect.die(new RangeError(pathOf(context)))
  }),
)

/** A promise that listens to its abort signal, and then takes a while to tidy up. */
export const listens = activity(
  "listens",
  async ({ ms, tidyMs }: { readonly ms: number; readonly tidyMs: number }, context) => {
    const { abortSignal } = context
    const path = pathOf(context)
    tell(`${path} starts`)
    const aborted = new Promise<void>((resolve) => abortSignal.addEventListener("abort", () => resolve()))
    await Promise.race([pass(ms), aborted])
    if (!abortSignal.aborted) {
      tell(`${path} ends`)
      return ms
    }
    tell(`${path} hears`)
    await pass(tidyMs)
    tell(`${path} has tidied up`)
    throw abortSignal.reason
  },
)

/** A promise that listens to nothing. */
export const deaf = activity("deaf", async (ms: number, context) => {
  const path = pathOf(context)
  tell(`${path} starts`)
  await pass(ms)
  tell(`${path} ends`)
  return ms
})

/** Works, and can be undone. */
export const books = activity("books", {
  run: (ms: number, context) => Effect.map(worked(ms, context), () => booked(ms, context)),
  compensate: (_done, context) => tell(`${pathOf(context)} undoes`),
})

function booked(ms: number, context: ActivityContext): number {
  tell(`${pathOf(context)} is booked`)
  return ms
}

/** Works, and cannot be undone. */
export const booksForGood = activity("books-for-good", {
  run: (ms: number, context) => Effect.map(worked(ms, context), () => booked(ms, context)),
  compensate: (_done, context) => {
    tell(`${pathOf(context)} breaks`)
    throw new RangeError(pathOf(context))
  },
})

/** Listens to its abort signal, but books all the same, a while later. */
export const booksAnyway = activity("books-anyway", {
  run: async (ms: number, context) => {
    tell(`${pathOf(context)} starts`)
    context.abortSignal.addEventListener("abort", () => tell(`${pathOf(context)} hears`))
    await pass(ms)
    return booked(ms, context)
  },
  compensate: (_done, context) => tell(`${pathOf(context)} undoes`),
})

/** Cancels the execution that it runs for, at once, and books a while later. */
export const cancelsItself = activity("cancels-itself", {
  run: async (ms: number, context) => {
    tell(`${pathOf(context)} starts`)
    context.abortSignal.addEventListener("abort", () => tell(`${pathOf(context)} hears`))
    cancel()
    await pass(ms)
    return booked(ms, context)
  },
  compensate: (_done, context) => tell(`${pathOf(context)} undoes`),
})

/** Books a while later, and listens to nothing. */
export const booksDeaf = activity("books-deaf", {
  run: async (ms: number, context) => {
    tell(`${pathOf(context)} starts`)
    await pass(ms)
    return booked(ms, context)
  },
  compensate: (_done, context) => tell(`${pathOf(context)} undoes`),
})

/** Cancels the execution that it runs for when it is about to finish. */
export const cancelsAtLast = activity("cancels-at-last", {
  run: async (ms: number, context) => {
    tell(`${pathOf(context)} starts`)
    context.abortSignal.addEventListener("abort", () => tell(`${pathOf(context)} hears`))
    await pass(ms)
    cancel()
    return booked(ms, context)
  },
  compensate: (_done, context) => tell(`${pathOf(context)} undoes`),
})

/** Gives back what a step has booked: takes a while, and refuses at first as often as it is told. */
export const refunds = activity("refunds", {
  errors: [Refused],
  retry: { maximumAttempts: 2, initialInterval: 100 },
  run: ({ ms, refusals = 0 }: { readonly ms: number; readonly refusals?: number }, context) =>
    Effect.flatMap(worked(ms, context), () => {
      const refused = context.attempt <= refusals
      tell(`${pathOf(context)} ${refused ? "refuses" : "undoes"}`)
      return refused ? Effect.fail(new Refused({ by: pathOf(context) })) : Effect.void
    }),
})

/** Tells when it is acquired and released, at once. */
export const lamp = resource("lamp", {
  acquire: () => {
    tell("lamp on")
    return "lamp"
  },
  release: () => tell("lamp off"),
})

/** Takes a while to be acquired, as a promise that does not listen, and to be released. */
export const heater = resource("heater", {
  acquire: async () => {
    tell("heater warms up")
    await pass(20)
    tell("heater on")
    return "heater"
  },
  release: async () => {
    tell("heater cools down")
    await pass(10)
    tell("heater off")
  },
})

/** Takes a while to be acquired, as an Effect. */
export const oven = resource("oven", {
  acquire: () =>
    Effect.map(Effect.sleep(20), () => {
      tell("oven on")
      return "oven"
    }),
  release: () => Effect.map(Effect.sleep(10), () => tell("oven off")),
})

/** Halves an even number at once. */
export const half = activity("half", {
  errors: [Odd, Negative],
  run: (n: number) => {
    tell(`half ${n}`)
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
    tell(`half later ${n}`)
    if (n % 2 === 1) throw new Odd({ n })
    return n / 2
  },
})

/** Adds one, as an Effect. */
export const increment = activity("increment", (n: number) =>
  Effect.sync(() => {
    tell(`increment ${n}`)
    return n + 1
  }),
)

/** Gives what it is given, and writes it down. */
export const note = activity("note", (text: string) => {
  tell(text)
  return text
})

/** Says what names it was given. */
export const names = activity("names", (scope: Readonly<Record<string, unknown>>) => {
  tell("names")
  return Object.keys(scope).toSorted()
})

/** Fails on the attempts before `until`. */
export const flaky = activity("flaky", {
  errors: [Odd],
  run: ({ until }: { readonly until: number }, { attempt }) => {
    tell(`attempt ${attempt}`)
    if (attempt < until) throw new Odd({ n: attempt })
    return attempt
  },
})

/** Throws what nobody declared. */
export const broken = activity("broken", (text: string): number => {
  tell("broken")
  throw new RangeError(text)
})

/** A promise that settles as it is told, whatever becomes of its step; it listens only when it is told to. */
export const settles = activity("settles", {
  errors: [Refused],
  run: async (
    {
      ms,
      ending,
      listening = false,
    }: { readonly ms: number; readonly ending: "resolves" | "rejects"; readonly listening?: boolean },
    context,
  ) => {
    const path = pathOf(context)
    if (listening) context.abortSignal.addEventListener("abort", () => tell(`${path} hears`))
    tell(`${path} starts`)
    await pass(ms)
    tell(`${path} ${ending}`)
    if (ending === "rejects") throw new Refused({ by: path })
    return ms
  },
})

/** A door that opens, but cannot be closed. */
export const stuckDoor = resource("stuck-door", {
  acquire: () => tell("door opens"),
  release: () => {
    tell("door is stuck")
    throw new RangeError("door")
  },
})

/** Sends the URL that it is given. */
export const announces = activity("announces", ({ url }: { readonly url: string }) => send(url))

/** Fails after a while, unless `n` is even, and says who calls; its compensation says it too. */
export const remembers = activity("remembers", {
  errors: [Odd],
  run: async ({ n = 0, ms }: { readonly n?: number; readonly ms: number }, context) => {
    tell(`${pathOf(context)} for ${caller.getStore()}`)
    await pass(ms)
    if (n % 2 === 1 && context.attempt === 1) throw new Odd({ n })
    tell(`${pathOf(context)} still for ${caller.getStore()}`)
  },
  compensate: (_done, context) => tell(`${pathOf(context)} for ${caller.getStore()}`),
})

/** Gives what it is given. */
export const gives = activity("gives", (given: unknown) => {
  tell("gives")
  return given
})

/** A promise that books unless it hears before that it is to stop; then it takes a while to tidy up. */
export const booksUnlessStopped = activity("books-unless-stopped", {
  run: async (ms: number, context) => {
    const { abortSignal } = context
    tell(`${pathOf(context)} starts`)
    const aborted = new Promise<void>((resolve) => abortSignal.addEventListener("abort", () => resolve()))
    await Promise.race([pass(ms), aborted])
    if (!abortSignal.aborted) return booked(ms, context)
    tell(`${pathOf(context)} hears`)
    await pass(3)
    tell(`${pathOf(context)} has tidied up`)
    throw abortSignal.reason
  },
  compensate: async (_done, context) => {
    await pass(2)
    tell(`${pathOf(context)} undoes`)
  },
})

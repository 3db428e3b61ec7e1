import { activity, capability, pool, rateLimit, resource } from "@millrace/dsl"
import type { ActivityContext } from "@millrace/plan"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { ActivityName, Outcome } from "./behaviours.ts"
import { behaviourOf, behaviours, gateJams, takesMs, undoingOf } from "./behaviours.ts"
import { clock } from "./virtual-clock.ts"

/** A failure that activities declare. */
export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}
/** Another one. */
export class Large extends Data.TaggedError("Large")<{ readonly n: number }> {}

/** Everything that activities did, with when, in order; an execution begins with an empty one. */
export const done: Array<string> = []

/** Writes down what happens in the world. */
export function note(what: string): void {
  done.push(`${clock.sinceBeginningMs()} ${what}`)
}

let processNumber = 0

/** The process ends: what its activities still do reaches nobody. */
export function endProcess(): void {
  processNumber += 1
}

/** Gives how a call writes down what happens, as long as its process lives. */
function makeNote(): (what: string) => void {
  const born = processNumber
  return (what) => {
    if (processNumber === born) note(what)
  }
}

/** One call of an activity. */
interface Call {
  readonly note: (what: string) => void
  readonly name: ActivityName
  readonly n: number
  readonly attempt: number
  readonly path: string
}

type Run<Returned> = (n: number, context: ActivityContext) => Returned

function callOf(name: ActivityName, n: number, { attempt, idempotencyKey }: ActivityContext): Call {
  const call: Call = { note: makeNote(), name, n, attempt, path: idempotencyKey }
  call.note(`${name} ${n} #${attempt} at ${call.path}`)
  return call
}

const longMs = ({ path, attempt }: Call): number => takesMs(path, `attempt ${attempt}`)
const cleanupMs = ({ path, attempt }: Call): number => takesMs(path, `cleanup ${attempt}`)

function outcomeOf({ name, n, attempt }: Call): Outcome {
  return behaviours[name].outcome(n, attempt)
}

function failureOf({ tag, n }: Extract<Outcome, { readonly kind: "failure" }>): Odd | Large {
  return tag === "Odd" ? new Odd({ n }) : new Large({ n })
}

function given(outcome: Outcome): number {
  if (outcome.kind === "value") return outcome.value
  throw outcome.kind === "failure" ? failureOf(outcome) : new Error(outcome.message)
}

function plain(name: ActivityName): Run<number> {
  return (n, context) => given(outcomeOf(callOf(name, n, context)))
}

function asEffect(name: ActivityName): Run<Effect.Effect<number, Odd | Large>> {
  const { waits, cleansUp, outlasts } = behaviourOf(name)
  return (n, context) =>
    Effect.suspend(() => {
      const call = callOf(name, n, context)
      const ended = Effect.suspend(() => {
        if (waits === "long") call.note(`${name} ends at ${call.path}`)
        const outcome = outcomeOf(call)
        if (outcome.kind === "value") return Effect.succeed(outcome.value)
        return outcome.kind === "failure" ? Effect.fail(failureOf(outcome)) : Effect.die(new Error(outcome.message))
      })
      if (waits === "not") return ended
      if (waits === "moment") return Effect.andThen(Effect.yieldNow, ended)
      const waited = Effect.andThen(Effect.sleep(longMs(call)), ended)
      if (outlasts === true) return Effect.uninterruptible(waited)
      if (!cleansUp) return waited
      return Effect.onInterrupt(waited, () =>
        Effect.suspend(() => {
          call.note(`${name} stops at ${call.path}`)
          return Effect.andThen(
            Effect.sleep(cleanupMs(call)),
            Effect.sync(() => call.note(`${name} stopped at ${call.path}`)),
          )
        }),
      )
    })
}

/** Like `asEffect`, for an activity that cannot fail. */
function safely(name: ActivityName): Run<Effect.Effect<number>> {
  const run = asEffect(name)
  return (n, context) => Effect.orDie(run(n, context))
}

function leaving(name: ActivityName): Run<Promise<number>> {
  const { waits } = behaviours[name]
  return async (n, context) => {
    const call = callOf(name, n, context)
    if (waits === "moment") await Promise.resolve()
    else await clock.wait(longMs(call))
    if (waits === "long") call.note(`${name} ends at ${call.path}`)
    return given(outcomeOf(call))
  }
}

function listening(name: ActivityName): Run<Promise<number>> {
  const { outlasts } = behaviourOf(name)
  return (n, context) => {
    const { abortSignal } = context
    const call = callOf(name, n, context)
    return new Promise((resolve, reject) => {
      const end = (): void => {
        const outcome = outcomeOf(call)
        if (outcome.kind === "value") resolve(outcome.value)
        else reject(outcome.kind === "failure" ? failureOf(outcome) : new Error(outcome.message))
      }
      const stop = clock.after(longMs(call), () => {
        call.note(`${name} ends at ${call.path}`)
        end()
      })
      abortSignal.addEventListener("abort", () => {
        stop()
        call.note(`${name} stops at ${call.path}`)
        clock.after(cleanupMs(call), () => {
          call.note(`${name} stopped at ${call.path}`)
          if (outlasts === true) end()
          else reject(new Error("aborted"))
        })
      })
    })
  }
}

interface Done {
  readonly input: number
  readonly output: number
}

function compensating(name: ActivityName) {
  return ({ input, output }: Done, { idempotencyKey, attempt }: ActivityContext): Effect.Effect<void, Odd> =>
    Effect.suspend(() => {
      note(`${name} undone ${input} ${output} at ${idempotencyKey}`)
      const { form, fails } = undoingOf(name)
      const ended = Effect.suspend(() => (fails(input, attempt) ? Effect.fail(new Odd({ n: input })) : Effect.void))
      if (form === "plain") return ended
      return Effect.andThen(Effect.sleep(takesMs(idempotencyKey, "undo")), ended)
    })
}

function compensatingAlone(name: ActivityName) {
  return async ({ input, output }: Done, { idempotencyKey, attempt }: ActivityContext): Promise<void> => {
    const tell = makeNote()
    tell(`${name} undone ${input} ${output} at ${idempotencyKey}`)
    await clock.wait(takesMs(idempotencyKey, "undo"))
    tell(`${name} undone at ${idempotencyKey}`)
    if (undoingOf(name).fails(input, attempt)) throw new Odd({ n: input })
  }
}

/** @public the random workflows import it */
export const half = activity("half", { errors: [Odd, Large], run: plain("half") })
/** @public the random workflows import it */
export const increment = activity("increment", safely("increment"))
/** @public the random workflows import it */
export const broken = activity("broken", plain("broken"))
/** @public the random workflows import it */
export const measured = activity("measured", {
  input: Schema.Number,
  output: Schema.Int,
  run: (n, context) => {
    callOf("measured", n, context)
    return n % 8 === 3 ? n / 2 : n + 1
  },
})
/** @public the random workflows import it */
export const later = activity("later", { errors: [Odd, Large], run: leaving("later") })
/** @public the random workflows import it */
export const patient = activity("patient", {
  errors: [Odd],
  retry: { maximumAttempts: 2, initialInterval: 0 },
  run: asEffect("patient"),
})
/** @public the random workflows import it */
export const slow = activity("slow", asEffect("slow"))
/** @public the random workflows import it */
export const careful = activity("careful", asEffect("careful"))
/** @public the random workflows import it */
export const posted = activity("posted", { errors: [Odd, Large], run: leaving("posted") })
/** @public the random workflows import it */
export const fetched = activity("fetched", { errors: [Odd, Large], run: listening("fetched") })
/** @public the random workflows import it */
export const sturdy = activity("sturdy", {
  retry: { maximumAttempts: 4, initialInterval: 301, backoffCoefficient: 1.5 },
  timeout: 70_000,
  run: asEffect("sturdy"),
})
/** @public the random workflows import it */
export const falling = activity("falling", safely("falling"))
/** @public the random workflows import it */
export const reserve = activity("reserve", {
  errors: [Odd, Large],
  run: plain("reserve"),
  compensate: compensating("reserve"),
})
/** @public the random workflows import it */
export const book = activity("book", { run: asEffect("book"), compensate: compensating("book") })
/** @public the random workflows import it */
export const hold = activity("hold", {
  errors: [Odd, Large],
  retry: { maximumAttempts: 2, initialInterval: 401 },
  run: leaving("hold"),
  compensate: compensatingAlone("hold"),
})
/** @public the random workflows import it */
export const rent = activity("rent", {
  errors: [Odd, Large],
  timeout: 60_000,
  run: listening("rent"),
  compensate: compensating("rent"),
})
/** @public the random workflows import it */
export const seize = activity("seize", { run: asEffect("seize"), compensate: compensating("seize") })
/** @public the random workflows import it */
export const undo = activity("undo", asEffect("undo"))
/** @public the random workflows import it */
export const revoke = activity("revoke", {
  errors: [Odd, Large],
  retry: { maximumAttempts: 3, initialInterval: 301 },
  timeout: 50_000,
  run: leaving("revoke"),
})

/** @public the random workflows import it */
export const narrow = pool("narrow", { size: 1 })
/** @public the random workflows import it */
export const wide = pool("wide", { size: 2 })
/** @public the random workflows import it */
export const scarce = rateLimit("scarce", { limit: 2, interval: "60 seconds" })
/** @public the random workflows import it */
export const rare = rateLimit("rare", { limit: 1, interval: 35_001 })

/** Gives the date so long after the beginning of the execution. @public the random workflows import it */
export function fromStart(ms: number): Date {
  return new Date(clock.beganMs + ms)
}

/** Takes the scope as it is. @public the random workflows import it */
export const survey = activity("survey", ({ input }: { readonly input: { readonly n: number } }, context) => {
  return plain("survey")(input.n, context)
})

/** Tells the URL of a webhook at once. @public the random workflows import it */
export const tell = activity("tell", ({ url }: { readonly url: string }) => note(`tell ${url}`))

/** Tells it after a while. @public the random workflows import it */
export const announce = activity("announce", ({ n, link }: { readonly n: number; readonly link: string }, context) =>
  Effect.suspend(() => {
    note(`announce ${n} ${link}`)
    return Effect.sleep(takesMs(context.idempotencyKey, "attempt 1"))
  }),
)

/** What agents are asked. */
export const guess = capability("guess", { input: Schema.Number, output: Schema.Number, errors: [Odd] })

/** The one agent that is asked. */
export const guessed: Run<Effect.Effect<number, Odd>> = (n, context) =>
  Effect.catchTag(asEffect("guessed")(n, context), "Large", Effect.die)

/** Tells when it is acquired and released. @public the random workflows import it */
export const lamp = resource("lamp", {
  acquire: () => {
    note("lamp on")
    return 3
  },
  release: () => note("lamp off"),
})

/** Sometimes fails to be released. @public the random workflows import it */
export const gate = resource("gate", {
  acquire: async () => {
    note("gate open")
    return 2
  },
  release: () => {
    note("gate closes")
    if (gateJams(clock.sinceBeginningMs())) throw new Error("the gate jams")
  },
})

/** Takes a time to acquire and to release. @public the random workflows import it */
export const door = resource("door", {
  acquire: () =>
    Effect.suspend(() => {
      note("door opens")
      return Effect.andThen(
        Effect.sleep(takesMs("door", `opens ${clock.sinceBeginningMs()}`)),
        Effect.sync(() => {
          note("door open")
          return 5
        }),
      )
    }),
  release: () =>
    Effect.suspend(() => {
      note("door closes")
      return Effect.andThen(
        Effect.sleep(takesMs("door", `closes ${clock.sinceBeginningMs()}`)),
        Effect.sync(() => note("door closed")),
      )
    }),
})

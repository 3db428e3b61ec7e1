import { flow } from "@millrace/dsl"
import type { ExecutionEvent, HumanTasksShape, StartedExecution } from "@millrace/runtime"
import { agents, cleanupFailures, HumanTasks, interpret, Webhooks } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scheduler from "effect/Scheduler"
import { signalsIn } from "./model-mailbox.ts"
import type { Observed } from "./observed.ts"
import { answerOf, patienceMs } from "./outside.ts"
import type { Program, Run } from "./program.ts"
import { done, guess, guessed } from "./random-activities.ts"
import { makeTestWebhooks } from "./test-webhooks.ts"
import { clock } from "./virtual-clock.ts"

/** A runner as these tests use it, emitted or interpreted. */
export interface AnyRunner {
  readonly provide: (layer: Layer.Layer<never>) => AnyRunner
  readonly effect: (input: unknown, options: RunOptions) => Effect.Effect<unknown, unknown>
  readonly start: (input: unknown, options: RunOptions) => StartedExecution<unknown, unknown>
}

interface RunOptions {
  readonly onEvent?: (event: ExecutionEvent) => void
  readonly executionId: string
  readonly vars?: Readonly<Record<string, unknown>>
}

/** An execution that goes on. */
interface Going {
  readonly exit: () => Exit.Exit<unknown, unknown> | undefined
  readonly cancel: () => void
}

/** Everything takes its turn among the microtasks, so that one turn of the event loop lets all that can happen happen. */
const scheduler = new Scheduler.MixedScheduler("async", (task) => {
  let isCancelled = false
  queueMicrotask(() => {
    if (!isCancelled) task()
  })
  return () => {
    isCancelled = true
  }
})

const people: HumanTasksShape = {
  ask: ({ path }) => {
    const given = answerOf(path)
    return given === undefined ? Effect.never : Effect.delay(Effect.succeed(given.answer), given.afterMs)
  },
}

let isWarm = false
const asked: Parameters<typeof agents>[2] = {
  strategy: ([first]) => {
    if (first === undefined) throw new Error("there is no agent")
    return first
  },
  circuit: { failures: Number.MAX_SAFE_INTEGER },
}
const only = agents(
  guess,
  [{ name: "only", run: (n, context) => (isWarm ? guessed(n, context) : Effect.succeed(n)) }],
  asked,
)

/** The first call of an agent loads its circuit breaker, which no other execution shall wait for. It takes no real time. */
await interpret(
  flow("warm")
    .agent("up", guess, () => 0)
    .returns(() => 0),
)
  .provide(only)
  .runExit()
isWarm = true

/** Runs a program once, on a clock of its own, with everybody it needs. */
export async function runProgram(
  runner: AnyRunner,
  program: Program,
  { isWatched, ...run }: Run & { readonly isWatched: boolean },
): Promise<Observed> {
  clock.begin()
  done.length = 0
  const events: Array<unknown> = []
  const told: Array<string> = []
  const onEvent = ({ digest: _digest, version: _version, ...event }: ExecutionEvent): void => {
    const time = event.time - clock.beganMs
    events.push("failure" in event ? { ...event, time, failure: event.failure.tag } : { ...event, time })
  }
  const options: RunOptions = {
    executionId: "test",
    ...(isWatched ? { onEvent } : {}),
    ...varsOf(program, run),
  }
  const provided = everybody(told)
  const signals = signalsIn(program.body, "")
  const input = { n: run.n }
  const going =
    signals.length === 0
      ? asFiber(Effect.provide(runner.effect(input, options), provided))
      : asStarted(runner.provide(provided).start(input, options), signals, told)
  if (run.cancelAtMs !== undefined) clock.after(run.cancelAtMs, going.cancel)
  clock.after(patienceMs, going.cancel)
  await untilQuiet()
  const exit = going.exit()
  if (exit === undefined) throw new Error("the execution has no end")
  const untimed = signals.length > 0
  return { ending: describeExit(exit), events: untimed ? events.map(withoutTime) : events, done: [...done], told }
}

/** Gives every service that any program needs, on the clock of these tests. */
export function everybody(told: Array<string>): Layer.Layer<never> {
  return Layer.mergeAll(
    Layer.succeed(Clock.Clock, clock),
    Layer.succeed(Scheduler.Scheduler, scheduler),
    Layer.succeed(HumanTasks, people),
    Layer.succeed(Webhooks, makeTestWebhooks(told)),
    only,
  )
}

/** Gives the variables that a run replaces. */
export function varsOf({ options }: Program, { base }: Run): { readonly vars?: Readonly<Record<string, unknown>> } {
  return base !== undefined && options.vars !== undefined ? { vars: { base } } : {}
}

/** An execution that was started is told to watchers by the real clock. */
export function withoutTime(event: unknown): unknown {
  const { time: _time, durationMs: _duration, ...others } = event as Readonly<Record<string, unknown>>
  return others
}

async function untilQuiet(): Promise<void> {
  do {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  } while (clock.advance())
}

function asFiber(effect: Effect.Effect<unknown, unknown>): Going {
  const fiber = Effect.runFork(effect, { scheduler })
  return { exit: () => fiber.pollUnsafe(), cancel: () => fiber.interruptUnsafe() }
}

function asStarted(
  execution: StartedExecution<unknown, unknown>,
  signals: ReturnType<typeof signalsIn>,
  told: Array<string>,
): Going {
  let exit: Exit.Exit<unknown, unknown> | undefined
  void execution.exit().then((ended) => {
    exit = ended
    return ended
  })
  const tell = (path: string, verdict: string): void => {
    told.push(`${clock.sinceBeginningMs()} ${path} ${verdict}`)
  }
  for (const { path, messages } of signals) {
    for (const { atMs, value, fits } of messages) {
      clock.after(atMs, () => {
        execution.signal(path, { value: fits ? value : "no number" }).then(
          () => tell(path, "accepted"),
          (error: unknown) => tell(path, verdicts[error instanceof Error ? error.name : ""] ?? String(error)),
        )
      })
    }
  }
  return { exit: () => exit, cancel: () => void execution.cancel() }
}

const verdicts: Readonly<Record<string, string>> = {
  InvalidPayload: "invalid",
  ExecutionEnded: "ended",
  UnknownSignal: "unknown",
}

export function describeExit(exit: Exit.Exit<unknown, unknown>): unknown {
  if (exit._tag === "Success") return { value: exit.value }
  const { reasons } = exit.cause
  const defect = reasons.find(Cause.isDieReason)
  if (defect !== undefined) return { defect: defect.defect, leftBehind: leftBehind(defect.defect) }
  const failure = reasons.find(Cause.isFailReason)
  if (failure === undefined || reasons.some(Cause.isInterruptReason)) return { cancelled: true }
  return { failure: failure.error, leftBehind: leftBehind(failure.error) }
}

function leftBehind(error: unknown): unknown {
  return cleanupFailures(error).map(({ _tag, path }) => ({ tag: _tag, path }))
}

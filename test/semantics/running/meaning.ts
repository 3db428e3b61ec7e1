import type { AnyWorkflow, WorkflowFailure, WorkflowInput, WorkflowOutput, WorkflowRequirements } from "@millrace/plan"
import type { ExecutionEvent } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { expect } from "vitest"
import { bothOf } from "./both.ts"
import type { AnyRunner } from "./both.ts"
import { runDurably } from "./durably.ts"
import type { World } from "./world.ts"

/** What one execution comes to. All times are milliseconds since it began. */
export interface Observed<W extends AnyWorkflow> {
  readonly exit: Exit.Exit<WorkflowOutput<W>, WorkflowFailure<W>>
  /** What activities did, in order: `100 a ends`. */
  readonly told: ReadonlyArray<string>
  /** The same without the times. */
  readonly effects: ReadonlyArray<string>
  /** What the execution told whoever watches, in order: `100 step.completed a attempt=1 durationMs=100`. */
  readonly events: ReadonlyArray<string>
  /** When it ended. */
  readonly endedMs: number
}

/** How a workflow is run. */
export interface RunOptions<W extends AnyWorkflow> {
  /** When it is cancelled, unless it has ended before. */
  readonly cancelAtMs?: number
  /** The activity or resource that does the last of so many things cancels it while doing so. */
  readonly cancelAfterEffects?: number
  /** Whoever watches cancels it when so many events have been told. */
  readonly cancelAfterEvents?: number
  /** What it is provided with, made for each of its two executions. */
  readonly provide?: () => Layer.Layer<WorkflowRequirements<W>>
  readonly vars?: Readonly<Record<string, unknown>>
  /**
   * That it is not the same when it is run durably: steps take time there even when they give a value at once, what comes
   * out of the execution itself is written down before it is heard, and the output must be JSON. @default the same
   */
  readonly durable?: "otherwise"
  /** What time it is when it begins, in milliseconds since 1970. @default later than any execution before */
  readonly beginsAtMs?: number
}

/**
 * Runs a workflow interpreted and as the compiler has emitted it, each with somebody watching and with nobody, demands
 * that all are the same, and gives that.
 */
export type Meaning<W extends AnyWorkflow> = (input: WorkflowInput<W>, options?: RunOptions<W>) => Promise<Observed<W>>

/**
 * Gives the meaning of a workflow that a rule's file exports.
 *
 * **Example**
 *
 * ```ts
 * const run = await meaningOf(halves, import.meta.filename)
 *
 * expect((await run({ n: 4 })).exit).toEqual(Exit.succeed(2))
 * ```
 */
export async function meaningOf<W extends AnyWorkflow>(workflow: W, file: string): Promise<Meaning<W>> {
  const both = await bothOf(workflow, file)
  return async (input, options = {}) => {
    const observed = await both(
      (runner, world) => observe(execution(runner, input), world, options),
      options.beginsAtMs,
    )
    // Who cancels after an event needs to watch.
    if (options.cancelAfterEvents !== undefined) return observed
    const unobserved = await both(
      (runner, world) => observe(execution(runner, input), world, { ...options, isUnobserved: true }),
      options.beginsAtMs,
    )
    expect({ ...unobserved, events: observed.events }, "an execution that nobody watches").toEqual(observed)
    if (options.durable === "otherwise") return observed
    const durable = await both(
      (runner, world) => observeDurably(runner, world, { ...options, input }),
      options.beginsAtMs,
    )
    expect(inAnyOrder(durable), "a durable execution").toEqual(inAnyOrder(observed))
    return observed
  }
}

/** What is done at one time is done in another order when each end has to be written down first. */
function inAnyOrder<W extends AnyWorkflow>({ exit, told, events, endedMs }: Observed<W>): Omit<Observed<W>, "effects"> {
  return { exit, told: told.toSorted(), events: events.toSorted(), endedMs }
}

type Execute<W extends AnyWorkflow> = (
  onEvent: ((event: ExecutionEvent) => void) | undefined,
  vars: RunOptions<W>["vars"],
) => Effect.Effect<WorkflowOutput<W>, WorkflowFailure<W>, WorkflowRequirements<W>>

function execution<W extends AnyWorkflow>(runner: AnyRunner<W>, input: WorkflowInput<W>): Execute<W> {
  return (onEvent, vars) =>
    runner.effect(input, {
      executionId: "execution",
      ...(onEvent === undefined ? {} : { onEvent }),
      ...(vars === undefined ? {} : { vars }),
    })
}

async function observe<W extends AnyWorkflow>(
  execute: Execute<W>,
  world: World,
  {
    cancelAtMs,
    cancelAfterEvents,
    cancelAfterEffects,
    provide,
    vars,
    isUnobserved,
  }: RunOptions<W> & { readonly isUnobserved?: true },
): Promise<Observed<W>> {
  const { time, told } = world
  const events: Array<string> = []
  const cancelling = new AbortController()
  world.cancel = () => cancelling.abort()
  world.cancelAfterEffects = cancelAfterEffects
  const watched = (event: ExecutionEvent): void => {
    events.push(`${time.since(event.time)} ${eventLine(event)}`)
    if (events.length === cancelAfterEvents) cancelling.abort()
  }
  // A workflow without requirements needs no layer, which only its own type can say.
  const layer = (provide?.() ?? Layer.empty) as Layer.Layer<WorkflowRequirements<W>>
  const ready = Effect.provide(Effect.provide(execute(isUnobserved ? undefined : watched, vars), layer), time.layer)
  let exit: Observed<W>["exit"] | undefined
  const ended = Effect.runPromiseExit(ready, { signal: cancelling.signal }).then((ending) => (exit = ending))
  if (cancelAtMs !== undefined) {
    await time.goTo(cancelAtMs)
    cancelling.abort()
  }
  await time.goUntil(() => exit !== undefined)
  const endedMs = time.now()
  return { exit: await ended, told, effects: told.map((line) => line.replace(/^\S+ /, "")), events, endedMs }
}

async function observeDurably<W extends AnyWorkflow>(
  runner: AnyRunner<W>,
  world: World,
  { input, cancelAtMs, provide, vars }: RunOptions<W> & { readonly input: WorkflowInput<W> },
): Promise<Observed<W>> {
  const { time, told } = world
  const events: Array<string> = []
  // A workflow without requirements needs no layer, which only its own type can say.
  const layer = (provide?.() ?? Layer.empty) as Layer.Layer<WorkflowRequirements<W>>
  const onEvent = (event: ExecutionEvent): void => void events.push(`${time.since(event.time)} ${eventLine(event)}`)
  const execution = await runDurably(runner, { input, layer, time, onEvent, vars })
  world.cancel = execution.cancel
  let exit: Observed<W>["exit"] | undefined
  const ended = execution.ended.then((ending) => (exit = ending as Observed<W>["exit"]))
  if (cancelAtMs !== undefined) {
    await time.goTo(cancelAtMs)
    execution.cancel()
  }
  await time.goUntil(() => exit !== undefined)
  const endedMs = time.now()
  const effects = told.map((line) => line.replace(/^\S+ /, ""))
  const observed = { exit: await ended, told: [...told], effects, events, endedMs }
  let again: Exit.Exit<unknown, unknown> | undefined
  void execution.again().then((ending) => (again = ending))
  await time.goUntil(() => again !== undefined)
  expect(again, "what a later life comes to from the journal").toEqual(observed.exit)
  expect(told.filter(isStep), "what a later life does again").toEqual(observed.told.filter(isStep))
  return observed
}

/** A later life acquires resources again; it is asked again who can be asked. */
function isStep(line: string): boolean {
  return !/(warms up|on|off|cools down|opens|closes|is stuck)$/.test(line)
}

/** Writes an event as one line, without its time and what is the same in all events of an execution. */
export function eventLine(event: ExecutionEvent): string {
  const { execution, workflow: _w, version: _v, digest: _d, time: _t, type, path, ...facts } = event
  const parts = Object.entries(facts).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  const child = execution === "execution" ? [] : [`in ${execution}`]
  return [type, ...(path === "" ? [] : [path]), ...parts, ...child].join(" ")
}

import type { ActivityContext, AnyCapability, AnyActivity, Capability, Offered } from "@millrace/plan"
import { activity } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Cause from "effect/Cause"
import { Attempt } from "../attempts/attempt.ts"
import { checksOf } from "../attempts/with-schemas.ts"
import { attend } from "../attempts/attempt-wait.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import type { CompiledActivity } from "../attempts/run-attempt.ts"
import { NoAgentAvailable } from "../failures/no-agent-available.ts"
import { StepTimeout } from "../failures/step-timeout.ts"
import type { StepLife } from "../policies/attempts.ts"
import { limitTime } from "../policies/time-limit.ts"
import { stepPath } from "../runner/position.ts"
import { makeCircuits } from "./circuit-breaker.ts"
import type { CircuitOptions, Circuits } from "./circuit-breaker.ts"
import { offered } from "./offered.ts"
import type { Router } from "./offered.ts"
import { powerOfTwoChoices } from "./strategies.ts"
import type { AgentState, AgentStrategy } from "./strategies.ts"

/** One implementation of a capability. */
export interface Agent<Input, Output, Failure = never> {
  readonly name: string
  /** Returns a plain value, a Promise or an Effect, as an activity does. */
  readonly run: (
    input: Input,
    context: ActivityContext,
  ) => Output | PromiseLike<Output> | Effect.Effect<Output, Failure>
  /** Whether it can take a call now. @default it always can */
  readonly available?: () => boolean
}

/** How calls are routed between agents. */
export interface AgentsOptions {
  /** @default powerOfTwoChoices() */
  readonly strategy?: AgentStrategy
  /** When an agent is left alone for a while. */
  readonly circuit?: CircuitOptions
}

interface ObservedAgent extends AgentState {
  running: number
  successRate: number
  latencyMs: number
  readonly compiled: CompiledActivity
  readonly available: () => boolean
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Gives agents to the workflows that call a capability.
 *
 * **Details**
 *
 * What is observed of the agents, and their circuits, belong to the value that this returns: all executions that are
 * provided with it share them.
 *
 * **Example**
 *
 * ```ts
 * const runner = summary.provide(agents(summarise, [{ name: "local", run: ({ text }) => text.slice(0, 80) }]))
 * ```
 *
 * @since 0.1.0
 */
export function agents<Name extends string, Input, Output, Failure>(
  capability: Capability<Name, Input, Output, Failure>,
  given: ReadonlyArray<Agent<Input, Output, Failure>>,
  options?: AgentsOptions,
): Layer.Layer<Offered<Name>>
export function agents(
  capability: AnyCapability,
  given: ReadonlyArray<Agent<never, unknown, unknown>>,
  options: AgentsOptions = {},
): Layer.Layer<Offered<string>> {
  return Layer.succeed(offered(capability.name), makeRouter(capability, given, options))
}

function makeRouter(
  capability: AnyCapability,
  given: ReadonlyArray<Agent<never, unknown, unknown>>,
  { strategy = powerOfTwoChoices(), circuit = {} }: AgentsOptions,
): Router {
  const all = given.map((agent) => observedAgent(capability, agent))
  let made: Circuits | undefined
  const circuits = Effect.suspend(() =>
    made === undefined ? Effect.map(makeCircuits(circuit), (loaded) => (made ??= loaded)) : Effect.succeed(made),
  )
  const unavailable = (): NoAgentAvailable => new NoAgentAvailable({ capability: capability.name })
  const attempt = (life: StepLife, count: number): AnyEffect =>
    Effect.flatMap(circuits, ({ isClosed, guard }) =>
      Effect.flatMap(
        Effect.filter(
          all.filter((agent) => agent.available()),
          (agent) => isClosed(agent.name),
        ),
        (candidates) => {
          if (candidates.length === 0) return unroutedAttempt(life, count, unavailable())
          const chosen = strategy(candidates)
          const agent = candidates.find((each) => each.name === chosen.name)
          if (agent === undefined) return unroutedAttempt(life, count, unavailable())
          return guard(
            agent.name,
            Effect.suspend(() => callAgent(agent, life, count)),
            unavailable,
          )
        },
      ),
    )
  return { attempt }
}

function observedAgent(
  capability: AnyCapability,
  { name, run, available = () => true }: Agent<never, unknown, unknown>,
): ObservedAgent {
  const { input, output, errors } = capability
  // The capability has typed what the agent takes and gives.
  const called: AnyActivity = { ...(activity(name, () => undefined) as AnyActivity), input, output, errors, run }
  const compiled = { activity: called, ...checksOf(called) }
  return { name, running: 0, successRate: 1, latencyMs: 0, compiled, available }
}

function unroutedAttempt({ step, at }: StepLife, attempt: number, failure: NoAgentAvailable): AnyEffect {
  at.execution.observer?.emit(stepPath(at, step.name), { type: "step.started", attempt, activity: step.activity.name })
  return Exit.fail(failure)
}

/** The timeout lies inside the circuit: an agent that is too slow has failed. */
function callAgent(agent: ObservedAgent, { step, at, input }: StepLife, attempt: number): AnyEffect {
  const path = stepPath(at, step.name)
  const started = { type: "step.started", attempt, activity: step.activity.name, agent: agent.name } as const
  at.execution.observer?.emit(path, started)
  return Effect.flatMap(Clock.currentTimeMillis, (startedMs) => {
    agent.running += 1
    const attempted = limitTime(
      attend(runAttempt(agent.compiled, new Attempt(at, step.name, attempt), input)),
      step.timeoutMs,
      () => new StepTimeout({ path, attempt, timeoutMs: step.timeoutMs ?? 0 }),
    )
    return Effect.onExit(attempted, (exit) =>
      Effect.map(Clock.currentTimeMillis, (endedMs) => observe(agent, exit, endedMs - startedMs)),
    )
  })
}

const weightOfLatest = 0.3

function observe(agent: ObservedAgent, exit: Exit.Exit<unknown, unknown>, durationMs: number): void {
  agent.running -= 1
  if (exit._tag === "Failure" && Cause.hasInterrupts(exit.cause)) return
  const latest = exit._tag === "Success" ? 1 : 0
  agent.successRate += weightOfLatest * (latest - agent.successRate)
  agent.latencyMs =
    agent.latencyMs === 0 ? durationMs : agent.latencyMs + weightOfLatest * (durationMs - agent.latencyMs)
}

import { activity } from "@millrace/plan"
import type { AnyActivity, AnyCapability, Capability, NoAgentAvailable as Unavailable, Offered } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { offered } from "../agents/offered.ts"
import { NoAgentAvailable } from "../failures/no-agent-available.ts"
import type { CompiledStep } from "../policies/attempts.ts"
import { observedAttempts } from "../policies/observed-attempts.ts"
import { compileRetry } from "../policies/retry.ts"
import type { StepOptions } from "../policies/with-policies.ts"
import type { PolicyFailure, StepFunction } from "./step.ts"

/** The policies of an agent call: those of a step's attempts. */
export type AgentOptions = Pick<StepOptions, "retry" | "timeout" | "deadline" | "defaultRetry">

/**
 * Compiles a call of a capability once, and gives the function that makes it.
 *
 * **Details**
 *
 * Each attempt is routed anew to one of the agents that were provided.
 *
 * **Example**
 *
 * ```ts
 * const shortAgent = agent("short", summarise, { timeout: 5_000 })
 *
 * const short = yield* shortAgent(at, { text: input.text })
 * ```
 *
 * @since 0.1.0
 */
export function agent<
  Name extends string,
  Input,
  Output,
  Failure,
  const Options extends AgentOptions = Record<never, never>,
>(
  name: string,
  capability: Capability<Name, Input, Output, Failure>,
  options?: Options,
): StepFunction<Input, Output, Failure | Unavailable | PolicyFailure<Options>, Offered<Name>>
export function agent(
  name: string,
  capability: AnyCapability,
  options: AgentOptions = {},
): StepFunction<unknown, unknown, unknown, unknown> {
  const router = offered(capability.name)
  const compiled: CompiledStep = {
    name,
    // Names the capability in events; the router calls the agent's own.
    activity: activity(capability.name, () => undefined) as AnyActivity,
    checkInput: undefined,
    checkOutput: undefined,
    retry: compileRetry(options.retry ?? options.defaultRetry),
    timeoutMs: options.timeout,
    deadlineMs: options.deadline,
    makeAttempt: (life, attempt) =>
      Effect.flatMap(Effect.serviceOption(router), (found) =>
        found._tag === "Some"
          ? found.value.attempt(life, attempt)
          : Exit.fail(new NoAgentAvailable({ capability: capability.name })),
      ),
  }
  return (at, input) =>
    Effect.suspend(() => {
      const { recorder } = at.execution
      const life = { step: compiled, at, input, attempt: 0 }
      return recorder === undefined ? observedAttempts(life) : recorder.step(life, observedAttempts)
    })
}

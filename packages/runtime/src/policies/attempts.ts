import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import { Attempt } from "../attempts/attempt.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import type { CompiledActivity } from "../attempts/run-attempt.ts"
import { endingOf, failureFacts } from "../events/failure-facts.ts"
import { DeadlineExceeded } from "../failures/deadline-exceeded.ts"
import { StepTimeout } from "../failures/step-timeout.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { backoffMs, isRetryable, jitteredMs } from "./retry.ts"
import type { CompiledRetry } from "./retry.ts"
import { limitTime } from "./time-limit.ts"

/** A step with its policies compiled. */
export interface CompiledStep extends CompiledActivity {
  readonly name: string
  readonly retry: CompiledRetry | undefined
  readonly timeoutMs: number | undefined
  readonly deadlineMs: number | undefined
  /** Makes an attempt in another way than by calling the activity, its event and timeout included. */
  readonly makeAttempt?: (life: StepLife, attempt: number) => AnyEffect
}

/** One life of a step, from its first attempt to its last. */
export interface StepLife {
  readonly step: CompiledStep
  readonly at: Position
  readonly input: unknown
  /** The attempt that runs, or ran last, from 1; 0 before the first one begins. */
  attempt: number
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Makes attempts until one succeeds, the policy gives up, or the deadline passes. */
export function runAttempts(life: StepLife): AnyEffect {
  const { step, at } = life
  return limitTime(nextAttempt(life), step.deadlineMs, () => {
    return new DeadlineExceeded({ path: stepPath(at, step.name), deadlineMs: step.deadlineMs ?? 0 })
  })
}

function nextAttempt(life: StepLife): AnyEffect {
  const attempted = permittedAttempt(life)
  if (life.step.retry === undefined) return attempted
  if (!Exit.isExit(attempted)) return Effect.catchCause(attempted, (cause) => retried(life, cause))
  return attempted._tag === "Success" ? attempted : retried(life, attempted.cause)
}

/** The workflow's `concurrency` limits attempts, not the waits between them; a timeout begins with the permit. */
function permittedAttempt(life: StepLife): AnyEffect {
  const { permits } = life.at.execution
  return permits === undefined ? timedAttempt(life) : permits.withPermits(1)(Effect.suspend(() => timedAttempt(life)))
}

function timedAttempt(life: StepLife): AnyEffect {
  const { step, at, input } = life
  const attempt = (life.attempt += 1)
  if (step.makeAttempt !== undefined) return step.makeAttempt(life, attempt)
  const { observer } = at.execution
  observer?.emit(stepPath(at, step.name), { type: "step.started", attempt, activity: step.activity.name })
  const attempted = runAttempt(step, new Attempt(at, step.name, attempt), input)
  return limitTime(attempted, step.timeoutMs, () => {
    return new StepTimeout({ path: stepPath(at, step.name), attempt, timeoutMs: step.timeoutMs ?? 0 })
  })
}

function retried(life: StepLife, cause: Cause.Cause<unknown>): AnyEffect {
  const { retry } = life.step
  if (retry === undefined || life.attempt >= retry.maximumAttempts || !isRetryable(retry, cause)) {
    return Exit.failCause(cause)
  }
  const delayMs = backoffMs(retry, life.attempt)
  if (retry.jitter === 0) return afterDelay(life, cause, delayMs)
  return Effect.flatMap(Random.next, (random) => afterDelay(life, cause, jitteredMs(retry, delayMs, random)))
}

function afterDelay(life: StepLife, cause: Cause.Cause<unknown>, delayMs: number): AnyEffect {
  const { step, at, attempt } = life
  const { observer } = at.execution
  if (observer !== undefined) {
    const ending = endingOf(cause)
    const failure = failureFacts(ending.kind === "failed" ? ending.error : undefined)
    observer.emit(stepPath(at, step.name), { type: "step.retrying", attempt, delayMs, failure })
  }
  return Effect.flatMap(Effect.sleep(delayMs), () => nextAttempt(life))
}

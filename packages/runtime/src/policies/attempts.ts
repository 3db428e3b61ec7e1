import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import { Attempt } from "../attempts/attempt.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import type { CompiledActivity } from "../attempts/run-attempt.ts"
import { endingOf, failureFacts } from "../events/failure-facts.ts"
import type { Gate } from "../limits/gate.ts"
import { DeadlineExceeded } from "../failures/deadline-exceeded.ts"
import { StepTimeout } from "../failures/step-timeout.ts"
import { framed, inCharge } from "../runner/block-wait.ts"
import type { Frame } from "../runner/frame.ts"
import { stepPath } from "../runner/position.ts"
import type { RecordedLife } from "../runner/recorder.ts"
import type { Position } from "../runner/position.ts"
import type { CompiledCompensation } from "../sagas/compile-compensation.ts"
import { backoffMs, isRetryable, jitteredMs } from "./retry.ts"
import type { CompiledRetry } from "./retry.ts"
import { limitTime } from "./time-limit.ts"
import { ready } from "../runner/ready.ts"

/** A step with its policies compiled. */
export interface CompiledStep extends CompiledActivity {
  readonly name: string
  readonly retry: CompiledRetry | undefined
  readonly timeoutMs: number | undefined
  readonly deadlineMs: number | undefined
  /** The places of its pool; each attempt takes one. */
  readonly places?: Gate
  /** Whose turns its attempts wait for. */
  readonly window?: Gate
  /** How it is undone when it has finished inside a saga. */
  readonly compensation?: CompiledCompensation
  /** Whether it undoes another step, which has events of its own for it. */
  readonly isCompensation?: true
  /** Makes an attempt in another way than by calling the activity, its event and timeout included. */
  readonly makeAttempt?: (life: StepLife, attempt: number) => AnyEffect
}

/** One life of a step, from its first attempt to its last. */
export interface StepLife extends RecordedLife {
  readonly step: CompiledStep
  readonly at: Position
  readonly input: unknown
  /** Gives the input of the step's own compensation from its output. */
  readonly undo?: ((output: unknown) => unknown) | undefined
  /** The attempt that runs, or ran last, from 1; 0 before the first one begins. */
  attempt: number
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Makes attempts until one succeeds, the policy gives up, or the deadline passes. */
export function runAttempts(life: StepLife): AnyEffect {
  const { step, at } = life
  const { deadlineMs } = step
  if (deadlineMs === undefined) return firstAttempt(life)
  const { leftMs = deadlineMs } = life
  const exceeded = (): DeadlineExceeded => new DeadlineExceeded({ path: stepPath(at, step.name), deadlineMs })
  return life.leftMs !== undefined && leftMs <= 0
    ? Exit.fail(exceeded())
    : limitTime(firstAttempt(life), leftMs, exceeded)
}

function firstAttempt(life: StepLife): AnyEffect {
  const { delay } = life
  return delay === undefined ? nextAttempt(life) : Effect.flatMap(delay, () => inCharge(nextAttempt(life)))
}

function nextAttempt(life: StepLife): AnyEffect {
  const attempted = permittedAttempt(life)
  return life.step.retry === undefined ? attempted : framed(attempted, new Retrying(life))
}

/**
 * An attempt takes a place in the step's pool, then one of the workflow's permits, and then waits for its turn in the rate
 * limit: in this order, so that nobody holds what another waits for in the other order, and a turn is used when it comes.
 * All of them limit attempts, not the waits between them; a timeout begins behind them.
 */
function permittedAttempt(life: StepLife): AnyEffect {
  const { places, window } = life.step
  const { permits } = life.at.execution
  if (places === undefined && permits === undefined && window === undefined) return timedAttempt(life)
  // Behind a gate a fiber may be interrupted before it comes to what has begun.
  const timed = (): AnyEffect => inCharge(timedAttempt(life))
  const inWindow = (): AnyEffect => (window === undefined ? timed() : window(timed))
  const permitted = (): AnyEffect => (permits === undefined ? inWindow() : permits(inWindow))
  return places === undefined ? permitted() : places(permitted)
}

function timedAttempt(life: StepLife): AnyEffect {
  const { step, at, input } = life
  const attempt = (life.attempt += 1)
  if (step.makeAttempt !== undefined) return step.makeAttempt(life, attempt)
  const { observer } = at.execution
  if (observer !== undefined && step.isCompensation !== true) {
    observer.emit(stepPath(at, step.name), { type: "step.started", attempt, activity: step.activity.name })
  }
  const attempted = runAttempt(step, attemptOf(life, attempt), input)
  const { timeoutMs } = step
  if (timeoutMs === undefined) return attempted
  return limitTime(attempted, timeoutMs, () => {
    return new StepTimeout({ path: stepPath(at, step.name), attempt, timeoutMs })
  })
}

/** Where the step can be undone, the saga around it is told of the success. */
function attemptOf(life: StepLife, count: number): Attempt {
  const { step, at, input, undo } = life
  const attempt = new Attempt(at, step.name, count)
  const { compensation } = step
  const { saga } = at
  if (compensation !== undefined && saga !== undefined) {
    attempt.succeeded = (output) => {
      const { path } = attempt
      if (!saga.canUndo(path)) return
      const order = at.execution.recorder?.undoable(life, path, output)
      saga.note(compensation({ at, name: step.name, path, input, output, undo, order }))
    }
  }
  return attempt
}

/** Makes another attempt after one that has failed. */
class Retrying implements Frame {
  readonly #life: StepLife

  constructor(life: StepLife) {
    this.#life = life
  }

  succeeded(value: unknown): AnyEffect {
    return ready(value)
  }

  failed({ cause }: { readonly cause: Cause.Cause<unknown> }): AnyEffect {
    return retried(this.#life, cause)
  }

  around(attempt: AnyEffect): AnyEffect {
    return Effect.catchCause(attempt, (cause) => inCharge(retried(this.#life, cause)))
  }
}

function retried(life: StepLife, cause: Cause.Cause<unknown>): AnyEffect {
  const { retry } = life.step
  if (retry === undefined || life.attempt >= retry.maximumAttempts || !isRetryable(retry, cause)) {
    return Exit.failCause(cause)
  }
  const delayMs = backoffMs(retry, life.attempt)
  if (retry.jitter === 0) return afterDelay(life, cause, delayMs)
  return Effect.flatMap(Random.next, (random) => inCharge(afterDelay(life, cause, jitteredMs(retry, delayMs, random))))
}

function afterDelay(life: StepLife, cause: Cause.Cause<unknown>, delayMs: number): AnyEffect {
  const { step, at, attempt } = life
  const { observer } = at.execution
  if (observer !== undefined) {
    const ending = endingOf(cause)
    const failure = failureFacts(ending.kind === "failed" ? ending.error : undefined)
    observer.emit(stepPath(at, step.name), { type: "step.retrying", attempt, delayMs, failure })
  }
  const { recorder } = at.execution
  if (life.isRecorded && recorder !== undefined) {
    return Effect.flatMap(recorder.retry(life, cause, delayMs), () => inCharge(nextAttempt(life)))
  }
  return delayMs <= 0 ? nextAttempt(life) : Effect.flatMap(Effect.sleep(delayMs), () => inCharge(nextAttempt(life)))
}

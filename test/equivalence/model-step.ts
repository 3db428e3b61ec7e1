import * as Result from "effect/Result"
import { behaviourOf } from "./behaviours.ts"
import { runActivity, sleep } from "./model-activity.ts"
import { Interruption } from "./model-process.ts"
import type { Doing } from "./model-process.ts"
import type { At } from "./model-place.ts"
import { below, Defect, emit, Failed, LanguageFailure, tagOf } from "./model-place.ts"
import { within } from "./model-race.ts"
import { read } from "./model-reading.ts"
import { inTurn } from "./model-shared.ts"
import type { AttemptOptions, Retry, Verb } from "./program.ts"

/** How often something was attempted; 0 before the first time. */
export interface Life {
  attempt: number
}

/** The life of a step or an agent call: all its attempts. */
export interface Attempts {
  readonly path: string
  readonly life: Life
  readonly options: AttemptOptions & { readonly pool?: string; readonly rateLimit?: string }
  readonly once: (at: At, attempt: number) => Doing<unknown>
}

/** Does what a step does. */
export function* runStep(at: At, verb: Extract<Verb, { readonly kind: "step" }>): Doing<unknown> {
  const { name, activity, reading, options } = verb
  const path = below(at.path, name)
  if (options.when !== undefined && read(options.when, at.scope) % 2 !== 0) {
    emit(at, path, { type: "step.skipped" })
    return undefined
  }
  // Without a mapping the whole scope is given, of which the activity takes the input's number.
  const n = reading === undefined ? Number(Object(at.scope.get("input")).n) : read(reading, at.scope)
  const own = behaviourOf(activity)
  const retry = options.retry ?? own.retry ?? at.execution.retry
  const timeout = options.timeout ?? own.timeout
  const life: Life = { attempt: 0 }
  const { compensate } = options
  const isUndone = compensate !== undefined || own.undo !== undefined
  const succeeded = (output: number): void => {
    if (!isUndone || at.saga?.canUndo(path) !== true) return
    const undo = compensate && { ...compensate, name }
    at.saga.note({ at, path, activity, input: n, output, own: undo })
  }
  const once = (inner: At, attempt: number): Doing<unknown> => {
    emit(inner, path, { type: "step.started", attempt, activity })
    return runActivity(inner, { name: activity, path, n, attempt }, succeeded)
  }
  const attempts: Attempts = {
    path,
    life,
    options: { ...options, ...(retry === undefined ? {} : { retry }), ...(timeout === undefined ? {} : { timeout }) },
    once,
  }
  const run = (): Doing<unknown> => observed(at, { path, life }, runAttempts(at, attempts))
  return yield* asResult(options.onFailure === "continue", cached(at, { path, verb, n }, run))
}

/** Gives a result that is kept, or does something and keeps what it gives. */
function* cached(
  at: At,
  {
    path,
    verb,
    n,
  }: { readonly path: string; readonly verb: Extract<Verb, { readonly kind: "step" }>; readonly n: number },
  run: () => Doing<unknown>,
): Doing<unknown> {
  const { cache } = verb.options
  if (cache === undefined) return yield* run()
  const results = at.execution.shared.cache(verb)
  const key = cache.key === undefined ? String(n) : String(read(cache.key, at.scope))
  const found = results.get(key)
  if (found !== undefined) {
    emit(at, path, { type: "step.completed", attempt: 0, durationMs: 0, cached: true })
    return found.value
  }
  const value = yield* run()
  results.set(key, value, cache)
  return value
}

/** Makes a `Result` of how something ends, where that is wanted; defects and interruptions stay what they are. */
export function* asResult(isWanted: boolean, doing: Doing<unknown>): Doing<unknown> {
  if (!isWanted) return yield* doing
  try {
    return Result.succeed(yield* doing)
  } catch (thrown) {
    if (thrown instanceof Failed) return Result.fail(thrown.error)
    throw thrown
  }
}

/** Tells how something ends that has begun. */
export function* observed<Value>(
  at: At,
  { path, life }: { readonly path: string; readonly life: Life },
  doing: Doing<Value>,
): Doing<Value> {
  const { simulation } = at.execution
  const startedMs = simulation.nowMs
  const tell = (type: string, facts: object): void => {
    if (life.attempt === 0) return
    emit(at, path, { type, attempt: life.attempt, durationMs: simulation.nowMs - startedMs, ...facts })
  }
  try {
    const value = yield* doing
    tell("step.completed", {})
    return value
  } catch (thrown) {
    if (thrown instanceof Interruption) tell("step.cancelled", {})
    if (thrown instanceof Failed || thrown instanceof Defect) tell("step.failed", { failure: tagOf(thrown.error) })
    throw thrown
  }
}

/** Attempts until it succeeds, the policy gives up, or the deadline passes. */
export function* runAttempts(at: At, attempts: Attempts): Doing<unknown> {
  const { path, options } = attempts
  const { deadline } = options
  return yield* within(
    at,
    deadline,
    (inner) => attemptAgain(inner, attempts),
    () => {
      throw new Failed(new LanguageFailure("DeadlineExceeded", { path, deadlineMs: deadline }))
    },
  )
}

function* attemptAgain(at: At, attempts: Attempts): Doing<unknown> {
  const { path, life, options } = attempts
  const { permits, shared } = at.execution
  const pool = options.pool === undefined ? undefined : shared.pool(options.pool)
  const inWindow = (): Doing<unknown> => inTurn(at, options.rateLimit, () => limitedAttempt(at, attempts))
  const permitted = (): Doing<unknown> => (permits === undefined ? inWindow() : permits.holding(inWindow))
  while (true) {
    try {
      return yield* pool === undefined ? permitted() : pool.holding(permitted)
    } catch (thrown) {
      if (!isWorthAnother(options.retry, life.attempt, thrown)) throw thrown
      const delayMs = delayAfter(options.retry ?? {}, life.attempt)
      const failure = tagOf(thrown.error)
      emit(at, path, { type: "step.retrying", attempt: life.attempt, delayMs, failure })
      yield* sleep(at, delayMs)
    }
  }
}

function* limitedAttempt(at: At, { path, life, options, once }: Attempts): Doing<unknown> {
  const attempt = (life.attempt += 1)
  const timeoutMs = options.timeout
  return yield* within(
    at,
    timeoutMs,
    (inner) => once(inner, attempt),
    () => {
      throw new Failed(new LanguageFailure("StepTimeout", { path, attempt, timeoutMs }))
    },
  )
}

function isWorthAnother(retry: Retry | undefined, attempt: number, thrown: unknown): thrown is Failed | Defect {
  if (retry === undefined || attempt >= (retry.maximumAttempts ?? 3)) return false
  if (thrown instanceof Defect) return retry.retryDefects === true
  return thrown instanceof Failed && retry.nonRetryable?.includes(tagOf(thrown.error)) !== true
}

function delayAfter(retry: Retry, attempt: number): number {
  const { initialInterval = 1_000, backoffCoefficient = 2, maximumInterval = 100 * initialInterval } = retry
  return Math.min(initialInterval * backoffCoefficient ** (attempt - 1), maximumInterval)
}

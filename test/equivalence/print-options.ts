import { printReading } from "./print-reading.ts"
import type { AttemptOptions, Retry, StepOptions, TogetherOptions } from "./program.ts"

/** Prints a record, or nothing when there is nothing in it. */
export function printRecord(entries: ReadonlyArray<string>): string {
  return entries.length === 0 ? "" : `{ ${entries.join(", ")} }`
}

/** Prints a duration in one of the ways in which it can be written. */
export function printDuration(ms: number): string {
  if (ms % 1_000 === 0 && ms > 0) return `"${ms / 1_000} seconds"`
  return ms % 2 === 0 && ms > 0 ? `"${ms} millis"` : String(ms)
}

/** Prints a retry policy. */
export function printRetry(retry: Retry): string {
  const { maximumAttempts, initialInterval, backoffCoefficient, maximumInterval, nonRetryable, retryDefects } = retry
  return `{ ${[
    ...(maximumAttempts === undefined ? [] : [`maximumAttempts: ${maximumAttempts}`]),
    ...(initialInterval === undefined ? [] : [`initialInterval: ${printDuration(initialInterval)}`]),
    ...(backoffCoefficient === undefined ? [] : [`backoffCoefficient: ${backoffCoefficient}`]),
    ...(maximumInterval === undefined ? [] : [`maximumInterval: ${printDuration(maximumInterval)}`]),
    ...(nonRetryable === undefined ? [] : [`nonRetryable: ${JSON.stringify(nonRetryable)}`]),
    ...(retryDefects === undefined ? [] : [`retryDefects: ${retryDefects}`]),
  ].join(", ")} }`
}

/** Prints the policies of attempts as entries of a record. */
export function printAttemptOptions({ retry, timeout, deadline }: AttemptOptions): ReadonlyArray<string> {
  return [
    ...(retry === undefined ? [] : [`retry: ${printRetry(retry)}`]),
    ...(timeout === undefined ? [] : [`timeout: ${printDuration(timeout)}`]),
    ...(deadline === undefined ? [] : [`deadline: ${printDuration(deadline)}`]),
  ]
}

/** Prints the options of a step as entries of a record. */
export function printStepOptions(options: StepOptions): ReadonlyArray<string> {
  const { when, onFailure, compensate, pool, rateLimit, cache } = options
  return [
    ...printAttemptOptions(options),
    ...(when === undefined ? [] : [`when: ${printReading(when, (number) => `${number} % 2 === 0`)}`]),
    ...(onFailure === undefined ? [] : [`onFailure: "${onFailure}"`]),
    ...(compensate === undefined
      ? []
      : [`compensate: { activity: ${compensate.activity}, map: ${printReading(compensate.map)} }`]),
    ...(pool === undefined ? [] : [`pool: ${pool}`]),
    ...(rateLimit === undefined ? [] : [`rateLimit: ${rateLimit}`]),
    ...(cache === undefined ? [] : [`cache: ${printCache(cache)}`]),
  ]
}

function printCache({ ttl, key, maximumSize }: NonNullable<StepOptions["cache"]>): string {
  return `{ ${[
    `ttl: ${printDuration(ttl)}`,
    ...(key === undefined ? [] : [`key: ${printReading(key, (number) => `String(${number})`)}`]),
    ...(maximumSize === undefined ? [] : [`maximumSize: ${maximumSize}`]),
  ].join(", ")} }`
}

/** Prints how branches or items run together as entries of a record. */
export function printTogether({ concurrency, minimumSuccess, summary }: TogetherOptions): ReadonlyArray<string> {
  return [
    ...(concurrency === undefined ? [] : [`concurrency: ${JSON.stringify(concurrency)}`]),
    ...(minimumSuccess === undefined ? [] : [`minimumSuccess: ${minimumSuccess}`]),
    ...(summary === undefined ? [] : [`summary: ${JSON.stringify(summary)}`]),
  ]
}

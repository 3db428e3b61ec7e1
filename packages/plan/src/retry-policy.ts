import type { DurationInput } from "./duration.ts"

/**
 * How often and how fast a failed attempt is repeated; the field names are Temporal's.
 *
 * **Details**
 *
 * The wait before attempt `n + 1` is `initialInterval * backoffCoefficient ** (n - 1)`, at most `maximumInterval`,
 * then moved at random by up to `jitter` of itself in either direction.
 *
 * @since 0.1.0
 */
export interface RetryPolicy<Tag extends string = string> {
  /** Attempts in all, the first one included. @default 3 */
  readonly maximumAttempts?: number
  /** The wait before the second attempt. @default "1 second" */
  readonly initialInterval?: DurationInput
  /** What each wait is multiplied by for the next one. @default 2 */
  readonly backoffCoefficient?: number
  /** The longest wait between two attempts. @default 100 × initialInterval */
  readonly maximumInterval?: DurationInput
  /** The share of a wait that is random, from 0 to 1. @default 0 */
  readonly jitter?: number
  /** Tags of typed failures that end the step at once. @default [] */
  readonly nonRetryable?: ReadonlyArray<Tag>
  /** Whether a thrown value that is no declared error is repeated too. @default false */
  readonly retryDefects?: boolean
}

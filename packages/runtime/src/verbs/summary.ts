import type { ParallelSummary } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import { MinimumSuccessMissed } from "../failures/minimum-success-missed.ts"

/** How branches or items ended, each on its own. */
export type Results = ReadonlyArray<Result.Result<unknown, unknown>>

/** Turns a typed failure into a value; defects and interruption stay what they are. */
export function asResult<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<Result.Result<Value, Failure>, never, Requirements> {
  return Effect.matchEager(effect, { onFailure: Result.fail, onSuccess: Result.succeed })
}

/** Counts how branches or items ended. */
function summarize(results: Results, keys: ReadonlyArray<string>): ParallelSummary {
  const failures = results.flatMap((result, index) =>
    Result.isFailure(result) ? [{ key: keys[index] ?? String(index), failure: result.failure }] : [],
  )
  return {
    total: results.length,
    succeeded: results.length - failures.length,
    failed: failures.length,
    failures,
  }
}

/** Gives the summary of results, or fails when too few succeeded. */
export function requireShare(
  results: Results,
  minimumSuccess: number,
  { keys, path }: { readonly keys: ReadonlyArray<string>; readonly path: () => string },
): Exit.Exit<ParallelSummary, MinimumSuccessMissed> {
  const summary = summarize(results, keys)
  // The tolerance keeps a share such as 0.7 of 10 from asking for 8 because 0.7 * 10 is a little more than 7.
  const required = Math.ceil(minimumSuccess * summary.total - 1e-9)
  if (summary.succeeded >= required) return Exit.succeed(summary)
  return Exit.fail(new MinimumSuccessMissed({ path: path(), minimumSuccess, summary }))
}

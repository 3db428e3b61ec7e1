import type { Diagnostic, Plan } from "@millrace/plan"
import type { SourceCode, SourceLambda } from "../1-load/source-code.ts"
import type { LambdaFacts } from "./facts.ts"
import { scopeReads } from "./scope-reads.ts"

/** Tells of steps of a `dataflow` schedule that wait for all earlier ones, because it cannot be told what they read. */
export function checkSchedule(
  plan: Plan<SourceCode>,
  lambdas: ReadonlyMap<SourceLambda, LambdaFacts>,
): ReadonlyArray<Diagnostic> {
  if (plan.schedule !== "dataflow") return []
  return plan.body.nodes.slice(1).flatMap((node): ReadonlyArray<Diagnostic> => {
    const { unknown } = scopeReads(node, lambdas)
    const span = unknown?.span ?? node.span
    if (unknown === undefined || span === undefined) return []
    return [
      {
        code: "SCHEDULE.READS_UNKNOWN",
        level: "info",
        message: `${unknown.owner} ${unknown.reason}, so it starts after all earlier steps and not as soon as what it reads is there`,
        span,
        fix: "write a mapping that names what it reads: ({ input }) => ...",
      },
    ]
  })
}

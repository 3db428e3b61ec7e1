import { innerBlocks, scopeReads } from "@millrace/plan"
import type { Block, Diagnostic, Plan, ReadsOf } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"

/** Tells of steps of a `dataflow` schedule that wait for all earlier ones, because it cannot be told what they read. */
export function checkSchedule(plan: Plan<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<Diagnostic> {
  return plan.schedule === "dataflow" ? checkBlock(plan.body, readsOf) : []
}

function checkBlock({ nodes }: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<Diagnostic> {
  return nodes.flatMap((node, place): ReadonlyArray<Diagnostic> => {
    const inside = innerBlocks(node).flatMap(({ block }) => checkBlock(block, readsOf))
    const { unknown } = scopeReads(node, readsOf)
    const span = unknown?.mapping?.span ?? node.span
    if (place === 0 || unknown === undefined || span === undefined) return inside
    const message = `${unknown.owner} ${unknown.reason}, so it starts after all earlier steps and not as soon as what it reads is there`
    const fix = "write a mapping that names what it reads: ({ input }) => ..."
    return [{ code: "SCHEDULE.READS_UNKNOWN", level: "info", message, span, fix }, ...inside]
  })
}

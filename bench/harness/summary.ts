import { aligned, figure } from "./table.ts"
import type { Measured } from "./table.ts"

/** Lays all measurements of one kind of activities out: a row for each way, a column for each work. */
export function formatSummary(kind: string, all: ReadonlyArray<Measured>): string {
  const measured = all.filter((each) => each.kind === kind)
  const ways = new Set(measured.flatMap(({ costs }) => Object.keys(costs)))
  const cell = (way: string, { costs }: Measured): string => {
    const cost = costs[way]
    return cost === undefined ? "" : `${figure(cost.median)} (${figure(cost.min)} to ${figure(cost.max)})`
  }
  const rows = [...ways].map((way) => [way, ...measured.map((each) => cell(way, each))])
  return aligned([[`µs a run, ${kind}`, ...measured.map(({ label }) => label)], ...rows]).join("\n")
}

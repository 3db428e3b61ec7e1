import type { Cost } from "./statistics.ts"

/** The costs of all ways to do one work with one kind of activities. */
export interface Measured {
  readonly label: string
  readonly title: string
  readonly kind: string
  readonly steps: number
  /** The way that the others are compared with. */
  readonly base: string
  readonly costs: Readonly<Record<string, Cost>>
}

/** Writes costs as a Markdown table. */
export function formatMeasured({ label, title, kind, steps, base, costs }: Measured): string {
  const to = costs[base]?.median ?? Number.NaN
  const rows = Object.entries(costs).map(([name, { median, min, max }]) => [
    name,
    `${figure(median)} (${figure(min)} to ${figure(max)})`,
    figure((median * 1_000) / steps),
    `${figure(median / to)} ×`,
  ])
  return [
    `### ${label}, ${kind}: ${title}`,
    "",
    ...aligned([["", "µs a run (min to max)", "ns a step", `to ${base}`], ...rows]),
    "",
  ].join("\n")
}

/** Lays the rows of a table out; the first is its head. */
export function aligned(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)))
  const line = (cells: ReadonlyArray<string>): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  const [head = [], ...body] = rows
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map((row) => line(row))]
}

/** Three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "?"
  if (value >= 100) return Math.round(value).toLocaleString("en-US")
  return value.toPrecision(3)
}

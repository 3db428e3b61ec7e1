import Table from "cli-table3"
import { styleText } from "node:util"
import type { Outcome } from "./outcome.ts"
import { wentWrong } from "./outcome.ts"

/** Formats what came out of all documents as a table for the terminal. */
export function formatTable(outcomes: ReadonlyArray<Outcome>): string {
  const table = new Table({
    head: ["document", "type", "pages", "fields", "quality", "decided by", "truth", "time"],
    style: process.stdout.isTTY ? { head: ["bold"], border: ["gray"] } : { head: [], border: [] },
    wordWrap: true,
    colWidths: [32, 9, 7, 54, 9, 17, 14, 8],
  })
  for (const outcome of outcomes) table.push([...rowOf(outcome), `${(outcome.durationMs / 1000).toFixed(1)} s`])
  return table.toString()
}

function rowOf(outcome: Outcome): Array<string> {
  const { source, result, failure } = outcome
  if (result === undefined) {
    const tag = failure?.tag ?? "failed"
    const said = wentWrong(outcome) ? styleText("red", `✗ ${tag}`) : styleText("yellow", `${tag}, as expected`)
    return [source.name, "-", "-", said, "-", "typed failure", ""]
  }
  const fields = result.fields.slice(0, 4).map(({ name, value }) => `${name}: ${shortened(value)}`)
  const mark = result.decision.approved ? "" : " ✗"
  return [
    source.name,
    result.kind.label,
    String(result.readings.length),
    fields.join("\n"),
    coloured(result.quality),
    `${result.decision.by}${mark}`,
    truthOf(outcome),
  ]
}

function truthOf({ comparisons }: Outcome): string {
  return comparisons
    .map(({ name, found, matches }) =>
      name === "words"
        ? (found.split(" %")[0] ?? "") + " % words"
        : styleText(matches ? "green" : "red", `${matches ? "✓" : "✗"} ${name}`),
    )
    .join("\n")
}

function coloured(quality: number): string {
  return styleText(quality >= 0.8 ? "green" : quality >= 0.6 ? "yellow" : "red", `${Math.round(quality * 100)} %`)
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value
}

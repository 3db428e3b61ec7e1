import type { Evidence } from "../document.ts"
import { amountsIn } from "./amounts.ts"
import type { DocumentText } from "./text-of.ts"

/** What the look of a document says: how narrow it is, how long its lines are, how many of them end with a price. */
export function layoutClues(
  { rows, lines }: DocumentText,
  page: { readonly width: number; readonly height: number },
): ReadonlyArray<Evidence> {
  const evidence: Array<Evidence> = []
  const slimness = page.height / page.width
  if (slimness > 1.9)
    evidence.push({ type: "receipt", weight: 2, because: `is ${slimness.toFixed(1)} times as high as wide` })
  const priced = rows.filter((row) => amountsIn(row).length > 0).length / Math.max(1, rows.length)
  if (priced > 0.25)
    evidence.push({ type: "receipt", weight: 2, because: `${percent(priced)} of its lines have a price` })
  const long = lines.filter((line) => line.text.length > 55).length / Math.max(1, lines.length)
  if (long > 0.5)
    evidence.push({ type: "other", weight: 2, because: `${percent(long)} of its lines are long ones, as in a book` })
  if (lines.length < 8)
    evidence.push({
      type: "other",
      weight: 2,
      because: `has only ${lines.length} line${lines.length === 1 ? "" : "s"}`,
    })
  return evidence
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

import { countText } from "../../journal/entry-count.ts"
import type { EntryCase } from "../../journal/worst-entries.ts"
import { worstEntries } from "../../journal/worst-entries.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"

/** From so many entries on, what a later life reads before it goes on is felt. */
const many = 10_000

/** And from so many on an execution should be several. */
const tooMany = 50_000

/** Looks for executions whose journal grows so long that going on after a restart takes long. */
export function checkJournalLength({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  const { plan } = flow
  const { entries, inner } = worstEntries(flow, module.modules)
  if (entries.count <= many || plan.span === undefined) return []
  const isTooLong = entries.count > tooMany
  const largest = inner.toSorted((a, b) => b.entries.count - a.entries.count)[0]
  const most = largest === undefined ? "" : `, most of them ${largest.name}: ${largest.entries.because}`
  const limit = isTooLong ? `more than ${countText(tooMany)}` : `more than ${countText(many)}`
  const message = `an execution of flow '${plan.name}' writes up to ${countText(entries.count)} journal entries${most}, which is ${limit}`
  const fix = "let a child workflow do a part of it, which has a journal of its own, or lower 'max'"
  const details = [
    ...shortened(inner.flatMap((each) => linesOf(each, ""))),
    ...entries.more.map((more) => `and ${more}`),
  ]
  return [{ code: isTooLong ? "JOURNAL.TOO_LONG" : "JOURNAL.LONG", node: plan.span, message, fix, details }]
}

function linesOf({ name, entries, inner }: EntryCase, indent: string): ReadonlyArray<string> {
  if (entries.count === 0) return []
  const { count, because } = entries
  const own = because === countText(count) ? `${name} ${because}` : `${name} ${countText(count)} = ${because}`
  return [`${indent}${own}`, ...inner.flatMap((each) => linesOf(each, `${indent}  `))]
}

/** The most lines that are told; `millrace explain` tells all. */
const toldLines = 12

function shortened(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const more = lines.length - toldLines
  return more > 1 ? [...lines.slice(0, toldLines), `and ${more} parts more, which 'millrace explain' lists`] : lines
}

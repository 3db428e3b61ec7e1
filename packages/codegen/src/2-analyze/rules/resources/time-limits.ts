import type { DurationInput, Plan, Span } from "@millrace/plan"
import { durationMillis } from "@millrace/plan"
import type { SourceFile } from "ts-morph"
import type { SourceCode } from "../../../1-load/source-code.ts"
import { leastTime } from "../../time/least-time.ts"
import type { Counting, WorstCase } from "../../time/worst-case.ts"
import { worstCase } from "../../time/worst-case.ts"
import { timeText } from "../../time/worst-time.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"
import type { RuleCode } from "../rule-codes.ts"

/** A limit that a flow may declare: what it is called, and what is said where it cannot hold, always or at worst. */
interface LimitKind {
  readonly option: "timeout" | "sla"
  readonly name: string
  readonly always: RuleCode
  readonly atWorst: RuleCode
  readonly more: string
}

const timeoutKind: LimitKind = {
  option: "timeout",
  name: "timeout",
  always: "TIMEOUT.ALWAYS_REACHED",
  atWorst: "TIMEOUT.BELOW_WORST_CASE",
  more: "give it more time",
}

const slaKind: LimitKind = {
  option: "sla",
  name: "SLA",
  always: "SLA.ALWAYS_BREACHED",
  atWorst: "SLA.BELOW_WORST_CASE",
  more: "promise more time",
}

/**
 * Compares the time that a workflow is given with the time that it takes.
 *
 * **Details**
 *
 * It takes at least what it sleeps: with less, no execution can succeed in time. It takes at worst what its own timeouts,
 * retries and deadlines let it: with less, they promise more than there is time for. What has no limit counts as nothing,
 * so that a workflow is told of only where the known part alone takes too long. Activities are taken to run at once as far
 * as the flow is written, whatever its `concurrency`.
 */
export function checkTimeLimits({ flow, module, readsOf }: FlowFacts): ReadonlyArray<Finding> {
  const { timeout, concurrency: _concurrency, ...plan } = flow.plan
  const counting: Counting = { plan, readsOf, modules: module.modules, flows: module.flows }
  return [
    ...checkLimit(timeoutKind, timeout, { counting, file: module.file }),
    ...checkLimit(slaKind, plan.sla?.duration, { counting, file: module.file }),
    ...checkBoth(flow.plan, module.file),
  ]
}

/** An execution that has been ended by its timeout is late for no promise that comes later. */
function checkBoth({ name, span, timeout, sla }: Plan<SourceCode>, file: SourceFile): ReadonlyArray<Finding> {
  const end = timeout === undefined ? undefined : durationMillis(timeout)
  const promise = sla === undefined ? undefined : durationMillis(sla.duration)
  if (span === undefined || end === undefined || promise === undefined || promise < end) return []
  const message = `flow '${name}' promises ${timeText(promise)}, but its timeout ends it after ${timeText(end)}, so its SLA is never breached`
  const fix = "promise less than the timeout, or leave one of the two out"
  return [{ code: "SLA.NEVER_BREACHED", node: optionPlace(span, "sla", file), message, fix }]
}

function checkLimit(
  kind: LimitKind,
  duration: DurationInput | undefined,
  { counting, file }: { readonly counting: Counting; readonly file: SourceFile },
): ReadonlyArray<Finding> {
  const { plan } = counting
  const { span } = plan
  const ms = duration === undefined ? undefined : durationMillis(duration)
  if (ms === undefined || span === undefined) return []
  const place = (): Span => optionPlace(span, kind.option, file)
  const given = `its ${kind.name} is ${timeText(ms)}`
  const least = leastTime(plan.body, counting)
  if (least.ms > ms) {
    const message = `flow '${plan.name}' takes at least ${timeText(least.ms)} (${least.parts.join(" + ")}), but ${given}`
    return [
      { code: kind.always, node: place(), message, fix: `${kind.more} than ${timeText(least.ms)}, or sleep less` },
    ]
  }
  const worst = worstCase(counting)
  if (worst.time.knownMs <= ms) return []
  const parts = worst.inner.filter(({ time }) => time.knownMs > 0)
  const isWhole = worst.time.ms !== undefined
  const takes = `takes up to ${timeText(worst.time.knownMs)}${isWhole ? "" : " even without what has no limit"}`
  const message = `flow '${plan.name}' ${takes} (${sumOf(parts)}), but ${given}`
  const fix = `${kind.more}, or give its steps shorter timeouts, fewer attempts or a deadline`
  const details = [...shortened(parts.flatMap((part) => linesOf(part, ""))), ...unlimitedLines(worst.time.missing)]
  return [{ code: kind.atWorst, node: place(), message, fix, details }]
}

/** The arithmetic in one line: of the only part its own, of several what each takes. */
function sumOf(parts: ReadonlyArray<WorstCase>): string {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0 && only.time.ms !== undefined)
    return `${only.name}: ${only.time.because}`
  return parts.map(({ name, time }) => `${name} ${timeText(time.knownMs)}`).join(" + ")
}

/** A line for each part of the sum, those of its blocks indented below it. */
function linesOf({ name, time, inner }: WorstCase, indent: string): ReadonlyArray<string> {
  const below = inner.filter((each) => each.time.knownMs > 0).flatMap((each) => linesOf(each, `${indent}  `))
  const known = timeText(time.knownMs)
  return [`${indent}${name} ${time.ms === undefined ? `at least ${known}` : `${known} = ${time.because}`}`, ...below]
}

/** The most lines of a sum that are told; `millrace explain` tells all. */
const toldLines = 16

function shortened(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const more = lines.length - toldLines
  return more > 1 ? [...lines.slice(0, toldLines), `and ${more} parts more, which 'millrace explain' lists`] : lines
}

/** The most reasons that are told one by one. */
const toldReasons = 3

function unlimitedLines(missing: ReadonlyArray<string>): ReadonlyArray<string> {
  const reasons = [...new Set(missing)]
  const more = reasons.length - toldReasons
  const told = reasons.slice(0, more === 1 ? reasons.length : toldReasons)
  return [...told.map((why) => `no limit: ${why}`), ...(more > 1 ? [`no limit: ${more} others`] : [])]
}

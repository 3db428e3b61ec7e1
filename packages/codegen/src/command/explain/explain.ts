import { relative, resolve } from "node:path"
import { countText } from "../../2-analyze/journal/entry-count.ts"
import type { EntryCase } from "../../2-analyze/journal/worst-entries.ts"
import { worstEntries } from "../../2-analyze/journal/worst-entries.ts"
import type { WorstCase } from "../../2-analyze/time/worst-case.ts"
import { worstCase } from "../../2-analyze/time/worst-case.ts"
import { timeText } from "../../2-analyze/time/worst-time.ts"
import { displayWidth, printable } from "../../6-check/printable.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import type { LoadedTarget } from "../load-target.ts"
import { loadTarget } from "../load-target.ts"
import type { ExplainCommand } from "../parse-command.ts"
import { splitTarget } from "../split-target.ts"
import type { StepFacts } from "./dependencies.ts"
import { criticalPath, independentSteps, stepFacts, writtenSteps } from "./dependencies.ts"

/** `millrace explain`: says what the compiler knows of a flow. */
export async function explain({ target }: ExplainCommand, context: CommandContext): Promise<number> {
  const split = splitTarget(target)
  const file = resolve(context.folder, split.path)
  const loaded = await loadTarget(split, file, context)
  if (loaded === undefined) return exitCodes.diagnostics
  context.out(explanation(loaded, relative(context.folder, file)))
  return exitCodes.fine
}

function explanation({ flow, module, readsOf }: LoadedTarget, file: string): string {
  const { plan } = flow
  const together = independentSteps(plan, readsOf)
  const chain = criticalPath(plan.body, readsOf)
  const written = writtenSteps(plan.body)
  const worst = worstCase({ plan, readsOf, modules: module.modules, flows: module.flows })
  const { ms, missing } = worst.time
  const journal = worstEntries(flow, module.modules)
  const { more } = journal.entries
  const sections = [
    [`${plan.name} (${file}#${flow.exportName})`],
    ["Steps, and what each reads:", ...table(stepFacts(plan.body, readsOf).map(stepRow))],
    together.length === 0
      ? [
          plan.schedule === "dataflow"
            ? 'Every step starts as soon as what it reads is there (schedule: "dataflow").'
            : "No steps that read nothing of one another are written in sequence.",
        ]
      : [
          "Written in sequence, though none reads another's result; '.parallel(...)' or schedule: \"dataflow\" would start them together:",
          ...together.map((names) => `  ${names.join(", ")}`),
        ],
    [
      `Critical path: ${count(chain.steps)} of what steps read, ${count(written)} in the order written.`,
      ...(chain.names.length === 0 ? [] : [`  ${chain.names.join(" > ")}`]),
    ],
    [
      `Worst case: ${timeText(ms)}${ms === undefined ? "" : `, by ${worst.time.because}`}.`,
      ...table(worst.inner.flatMap((each) => caseRows(each, 1))),
      ...(missing.length === 0 ? [] : ["Without a limit:", ...[...new Set(missing)].map((why) => `  ${why}`)]),
    ],
    [
      `Journal, where it runs durably: up to ${entryText(journal.entries.count)}.`,
      ...table(journal.inner.flatMap((each) => entryRows(each, 1))),
      ...(more.length === 0 ? [] : ["Besides:", ...[...new Set(more)].map((each) => `  ${each}`)]),
    ],
  ]
  return printableLines(sections.map((lines) => lines.join("\n")).join("\n\n"))
}

function count(steps: number): string {
  return steps === 1 ? "1 step" : `${steps} steps`
}

function stepRow({ depth, name, kind, reads, unknown }: StepFacts): ReadonlyArray<string> {
  const known = reads.length === 0 ? "nothing" : reads.join(", ")
  return [`${"  ".repeat(depth + 1)}${name}`, kind, unknown === undefined ? known : `anything: ${unknown}`]
}

function caseRows({ name, time, inner }: WorstCase, depth: number): ReadonlyArray<ReadonlyArray<string>> {
  if (time.ms === 0) return []
  const indent = "  ".repeat(depth)
  const because = time.ms === undefined ? "" : time.because
  return [[`${indent}${name}`, timeText(time.ms), because], ...inner.flatMap((each) => caseRows(each, depth + 1))]
}

function entryText(entries: number): string {
  return entries === 1 ? "1 entry" : `${countText(entries)} entries`
}

function entryRows({ name, entries, inner }: EntryCase, depth: number): ReadonlyArray<ReadonlyArray<string>> {
  if (entries.count === 0) return []
  const own = [`${"  ".repeat(depth)}${name}`, countText(entries.count), entries.because]
  return [own, ...inner.flatMap((each) => entryRows(each, depth + 1))]
}

/** Aligns columns. */
function table(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ""))))
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))))
      .join("  ")
      .trimEnd(),
  )
}

function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n")
}

import type { Comparison } from "./compare-program.ts"
import { compareProgram } from "./compare-program.ts"
import { compilePrograms, removeCompiled } from "./compile-programs.ts"
import type { Compiled } from "./compile-programs.ts"
import { describeDifference } from "./describe-difference.ts"
import { printPrograms } from "./print-program.ts"
import type { Program, Run } from "./program.ts"
import { shrinkDifference } from "./shrink-difference.ts"

/** A program with the runs in which it is compared. */
export interface Case {
  readonly program: Program
  readonly runs: ReadonlyArray<Run>
}

/** A program that the ways to run it do not agree on, made as small as it would go. */
export interface Found {
  readonly program: Program
  readonly run: Run
  /** For people: the source, and where what was seen differs. */
  readonly description: string
}

/** What came of checking programs. */
export interface Report {
  readonly programs: number
  readonly runs: number
  /** Runs that the model has an opinion of. */
  readonly modelled: number
  /** How many runs ended how. */
  readonly endings: Readonly<Record<string, number>>
  /** What the compiler refused, and why. */
  readonly refused: ReadonlyArray<string>
  readonly found: ReadonlyArray<Found>
}

/** Programs are compiled together so far that starting the type checker costs little. */
const compiledAtOnce = 250
const inOneFile = 10
/** Shrinking takes minutes; the first ones tell enough. */
const mostShrunk = 2

/** Compiles programs and runs each in all ways. `name` tells what is written meanwhile from what others write. */
export async function checkPrograms(cases: ReadonlyArray<Case>, name: string): Promise<Report> {
  let report: Report = { programs: 0, runs: 0, modelled: 0, endings: {}, refused: [], found: [] }
  for (const [index, batch] of slices(cases, compiledAtOnce).entries()) {
    // A module that was loaded once stays what it was, so no file has the name of an earlier one.
    const batchName = `${name}-${index}`
    const runsOf = new Map(batch.map(({ program, runs }) => [program, runs]))
    const groups = slices([...runsOf.keys()], inOneFile)
    const { compiled, refused } = await compilePrograms(groups, batchName)
    report = {
      ...report,
      refused: [...report.refused, ...refused.map(({ program, messages }) => refusal(program, messages))],
    }
    for (const each of compiled) report = await withComparison(report, each, runsOf.get(each.program) ?? [], batchName)
    removeCompiled(batchName)
  }
  return report
}

async function withComparison(
  report: Report,
  compiled: Compiled,
  runs: ReadonlyArray<Run>,
  name: string,
): Promise<Report> {
  const comparison = await compareProgram(compiled, runs)
  return {
    ...report,
    programs: report.programs + 1,
    runs: report.runs + comparison.runs,
    modelled: report.modelled + comparison.modelled,
    endings: added(report.endings, comparison.endings),
    found: [...report.found, ...(await foundIn(comparison, report.found.length < mostShrunk, name))],
  }
}

async function foundIn({ difference }: Comparison, isShrunk: boolean, name: string): Promise<ReadonlyArray<Found>> {
  if (difference === undefined) return []
  const smallest = isShrunk ? await shrinkDifference(difference, `${name}-${difference.program.name}`) : difference
  const { program, run } = smallest
  const source = printPrograms([program])
  return [{ program, run, description: `${source}\n${JSON.stringify(run)}\n${describeDifference(smallest)}` }]
}

function refusal(program: Program, messages: ReadonlyArray<string>): string {
  return `${messages.join("\n")}\n${printPrograms([program])}`
}

function added(
  counts: Readonly<Record<string, number>>,
  seen: ReadonlyArray<string>,
): Readonly<Record<string, number>> {
  return seen.reduce<Readonly<Record<string, number>>>(
    (sum, each) => ({ ...sum, [each]: (sum[each] ?? 0) + 1 }),
    counts,
  )
}

function slices<Item>(items: ReadonlyArray<Item>, size: number): ReadonlyArray<ReadonlyArray<Item>> {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

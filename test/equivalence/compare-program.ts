import { isDeepStrictEqual } from "node:util"
import type { Compiled } from "./compile-programs.ts"
import { signalsIn } from "./model-mailbox.ts"
import type { Modelled } from "./model-program.ts"
import { runModel } from "./model-program.ts"
import type { Observed } from "./observed.ts"
import { comparable } from "./observed.ts"
import type { Program, Run } from "./program.ts"
import { runProgram, withoutTime } from "./run-program.ts"

/** What each way to run a program came to; nobody watches the last two, which tell no events. */
export interface Ways {
  /** Nothing where the language does not say in what order things happen. */
  readonly model: Observed | undefined
  readonly interpreted: Observed
  readonly emitted: Observed
  readonly interpretedUnwatched: Observed
  readonly emittedUnwatched: Observed
}

/** How the ways to run a program differ for one run. */
export interface Difference extends Ways {
  readonly program: Program
  readonly run: Run
}

/** What comparing a program came to. */
export interface Comparison {
  readonly difference: Difference | undefined
  readonly runs: number
  /** Runs that the model has an opinion of. */
  readonly modelled: number
  /** How the runs ended: `value`, `failure`, `defect`, `cancelled`. */
  readonly endings: ReadonlyArray<string>
}

/** Runs a program in all ways, until they differ. */
export async function compareProgram(compiled: Compiled, runs: ReadonlyArray<Run>): Promise<Comparison> {
  const { program } = compiled
  const endings: Array<string> = []
  let modelledRuns = 0
  for (const run of runs) {
    const ways = await runInAllWays(compiled, run)
    if (ways.model !== undefined) modelledRuns += 1
    endings.push(Object.keys(Object(ways.interpreted.ending))[0] ?? "")
    if (differ(ways))
      return { difference: { program, run, ...ways }, runs: endings.length, modelled: modelledRuns, endings }
  }
  return { difference: undefined, runs: endings.length, modelled: modelledRuns, endings }
}

async function runInAllWays({ program, interpreted, emitted }: Compiled, run: Run): Promise<Ways> {
  return {
    model: modelled(program, runModel(program, run)),
    interpreted: comparable(await runProgram(interpreted, program, { ...run, isWatched: true })),
    emitted: comparable(await runProgram(emitted, program, { ...run, isWatched: true })),
    interpretedUnwatched: comparable(await runProgram(interpreted, program, { ...run, isWatched: false })),
    emittedUnwatched: comparable(await runProgram(emitted, program, { ...run, isWatched: false })),
  }
}

function differ({ model, interpreted, emitted, interpretedUnwatched, emittedUnwatched }: Ways): boolean {
  const unwatched = { ...interpreted, events: [] }
  return !(
    (model === undefined || isDeepStrictEqual(model, interpreted)) &&
    isDeepStrictEqual(interpreted, emitted) &&
    isDeepStrictEqual(unwatched, interpretedUnwatched) &&
    isDeepStrictEqual(unwatched, emittedUnwatched)
  )
}

function modelled(program: Program, { isDefined, ending, events, done, told }: Modelled): Observed | undefined {
  if (!isDefined) return undefined
  const isTimed = signalsIn(program.body, "").length === 0
  return comparable({ ending, events: isTimed ? events : events.map(withoutTime), done, told })
}

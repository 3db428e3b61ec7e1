import { isDeepStrictEqual } from "node:util"
import { beforeAll, expect, it } from "vitest"
import { compilePrograms, removeCompiled } from "./compile-programs.ts"
import type { Compiled } from "./compile-programs.ts"
import { liveProgram } from "./live-program.ts"
import { runModel } from "./model-program.ts"
import { comparable } from "./observed.ts"
import { printPrograms } from "./print-program.ts"
import type { Run } from "./program.ts"
import { runProgram } from "./run-program.ts"
import { casesOfSeeds } from "./seeds.ts"

// Other seeds are other programs: RANDOM_FIRST_SEED=5000 RANDOM_PROGRAMS=2000 vitest run test/equivalence/durable.test.ts
const firstSeed = Number(process.env["RANDOM_FIRST_SEED"] ?? 1)
const programCount = Number(process.env["RANDOM_PROGRAMS"] ?? 60)

const name = `durable-${process.pid}`
const cases = casesOfSeeds(firstSeed, programCount)
let programs: ReadonlyArray<readonly [Compiled, ReadonlyArray<Run>]> = []

beforeAll(async () => {
  const { compiled, refused } = await compilePrograms(
    cases.map(({ program }) => [program]),
    name,
  )
  removeCompiled(name)
  expect(refused).toEqual([])
  programs = compiled.map((each) => [each, cases.find(({ program }) => program === each.program)?.runs ?? []])
}, 600_000)

/** Gives the shortest description of what differs. */
async function shortest(
  chosen: typeof programs,
  differs: (program: Compiled, run: Run) => Promise<unknown>,
): Promise<string | undefined> {
  const different: Array<string> = []
  for (const [program, runs] of chosen) {
    for (const run of runs) {
      const difference = await differs(program, run)
      if (difference === undefined) continue
      different.push(`${printPrograms([program.program])}\n${JSON.stringify({ run, difference }, undefined, 1)}`)
    }
  }
  return different.toSorted((a, b) => a.length - b.length)[0]
}

it("comes to the same from the journal of a random program, and does nothing again", async () => {
  const difference = await shortest(programs, async (program, run) => {
    const { ending, again, repeated } = await liveProgram(program, run)
    return isDeepStrictEqual(ending, again) && repeated.length === 0 ? undefined : { ending, again, repeated }
  })
  expect(difference).toBe(undefined)
}, 600_000)

it("comes to the same when every wait is set aside, and goes on in another life", async () => {
  let lives = 0
  // It takes a life for every wait.
  const chosen = programs.filter((_, index) => index % 3 === 0)
  const difference = await shortest(chosen, async (program, run) => {
    const whole = await liveProgram(program, run)
    const aside = await liveProgram(program, run, { isSetAside: true })
    lives += aside.lives
    const isSame = isDeepStrictEqual([whole.ending, whole.done], [aside.ending, aside.done])
    return isSame && aside.repeated.length === 0 ? undefined : { whole, aside }
  })
  expect(difference).toBe(undefined)
  expect(lives).toBeGreaterThan(5 * chosen.length)
}, 600_000)

/** What ends at once takes a moment durably, and so do the turns of a pool; a retry is due in a whole millisecond. */
const differsInTime =
  /"activity":"(half|increment|broken|measured|survey|reserve|later|patient|sturdy)"|1\.5|"child"|"pool"|"rateLimit"|"options":\{[^}]*"concurrency"/

it("comes to the same durably as directly", async () => {
  let compared = 0
  const chosen = programs.filter(([{ program }]) => !differsInTime.test(JSON.stringify(program)))
  const difference = await shortest(chosen, async (program, run) => {
    if (!runModel(program.program, run).isDefined) return undefined
    const direct = comparable(await runProgram(program.interpreted, program.program, { ...run, isWatched: false }))
    const { ending } = await liveProgram(program, run)
    compared += 1
    // The output of a durable workflow has to be plain.
    const isSame = isDeepStrictEqual(direct.ending, ending) || JSON.stringify(ending).includes("PayloadNotPlain")
    return isSame ? undefined : { direct: direct.ending, ending }
  })
  expect(difference).toBe(undefined)
  expect(compared).toBeGreaterThan(programCount / 2)
}, 600_000)

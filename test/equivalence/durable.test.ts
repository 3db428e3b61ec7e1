import { isDeepStrictEqual } from "node:util"
import { expect, it } from "vitest"
import { compilePrograms, removeCompiled } from "./compile-programs.ts"
import { liveProgram } from "./live-program.ts"
import { printPrograms } from "./print-program.ts"
import { casesOfSeeds } from "./seeds.ts"

// Other seeds are other programs: RANDOM_FIRST_SEED=5000 RANDOM_PROGRAMS=2000 vitest run test/equivalence/durable.test.ts
const firstSeed = Number(process.env["RANDOM_FIRST_SEED"] ?? 1)
const programCount = Number(process.env["RANDOM_PROGRAMS"] ?? 60)

it("comes to the same from the journal of a random program, and does nothing again", async () => {
  const cases = casesOfSeeds(firstSeed, programCount)
  const name = `durable-${process.pid}`
  const { compiled, refused } = await compilePrograms(
    cases.map(({ program }) => [program]),
    name,
  )
  removeCompiled(name)
  expect(refused).toEqual([])
  const different: Array<string> = []
  for (const each of compiled) {
    const { runs = [] } = cases.find(({ program }) => program === each.program) ?? {}
    for (const run of runs) {
      const { ending, again, repeated } = await liveProgram(each, run)
      if (isDeepStrictEqual(ending, again) && repeated.length === 0) continue
      different.push(
        `${printPrograms([each.program])}\n${JSON.stringify({ run, ending, again, repeated }, undefined, 1)}`,
      )
    }
  }
  expect(different.length, different.toSorted((a, b) => a.length - b.length)[0]).toBe(0)
}, 600_000)

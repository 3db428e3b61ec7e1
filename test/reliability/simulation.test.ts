import { expect, it } from "vitest"
import { printPrograms } from "../equivalence/print-program.ts"
import { programsOfSeeds } from "./simulation/programs.ts"
import { simulate } from "./simulation/simulate.ts"

// `node test/reliability/simulation.ts` runs as many as it is told. Seeds that failed once are kept here.
const seeds: ReadonlyArray<readonly [first: number, programs: number, schedules: number]> = [[1, 20, 3]]

it("keeps every promise under random schedules of refused writes, crashes and set-aside waits", async () => {
  let [faults, lives] = [0, 0]
  for (const [first, programs, schedules] of seeds) {
    for (const each of await programsOfSeeds(first, programs)) {
      for (let number = 0; number < schedules; number++) {
        const run = each.runs[number % each.runs.length] ?? { n: 1 }
        const simulated = await simulate(each, run, first * 1_000 + number)
        faults += simulated.faults
        lives += simulated.lives
        expect(simulated.broken, `${printPrograms([each.program])} ${JSON.stringify(run)}`).toEqual([])
      }
    }
  }
  expect(faults).toBeGreaterThan(30)
  expect(lives).toBeGreaterThan(100)
})

it("gives the same trace for the same seed", async () => {
  const [each] = await programsOfSeeds(3, 1)
  if (each === undefined) throw new Error("there is no program")
  const run = { n: 7 }
  const [first, again, other] = [
    await simulate(each, run, 5),
    await simulate(each, run, 5),
    await simulate(each, { n: 8 }, 6),
  ]
  expect(again).toEqual(first)
  expect(other.trace).not.toEqual(first.trace)
})

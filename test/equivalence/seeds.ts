import { between, makeChance } from "./chance.ts"
import type { Case } from "./check-programs.ts"
import type { Run } from "./program.ts"
import { randomProgram } from "./random-program.ts"

/** Gives the programs of so many seeds, each with its runs. */
export function casesOfSeeds(first: number, count: number): ReadonlyArray<Case> {
  return Array.from({ length: count }, (_, index) => ({
    program: randomProgram(first + index),
    runs: runsOfSeed(first + index),
  }))
}

function runsOfSeed(seed: number): ReadonlyArray<Run> {
  const chance = makeChance(seed + 0.5)
  return [
    { n: between(chance, 0, 20) },
    { n: between(chance, 0, 60) },
    { n: between(chance, 0, 60), base: between(chance, 0, 60) },
    { n: between(chance, 0, 60), cancelAtMs: between(chance, 1, 60_000) },
    { n: between(chance, 0, 60), cancelAtMs: between(chance, 1, 150_000) },
  ]
}

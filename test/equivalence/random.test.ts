import { expect, it } from "vitest"
import { checkInProcess, mergeReports } from "./check-in-process.ts"
import { innerBlocks } from "./inner-blocks.ts"
import type { Block } from "./program.ts"
import { casesOfSeeds } from "./seeds.ts"

// Other seeds are other programs: RANDOM_FIRST_SEED=5000 RANDOM_PROGRAMS=200 vitest run test/equivalence/random.test.ts
const firstSeed = Number(process.env["RANDOM_FIRST_SEED"] ?? 1)
const programCount = Number(process.env["RANDOM_PROGRAMS"] ?? 600)
const processCount = 2
const patienceMs = 1_200_000

it(
  "gives the same interpreted, emitted, watched or not, and in the model",
  async () => {
    const count = Math.ceil(programCount / processCount)
    const jobs = Array.from({ length: processCount }, (_, index) => ({ first: firstSeed + index * count, count }))
    const { refused, found, ...report } = mergeReports(await Promise.all(jobs.map(checkInProcess)))
    expect(refused.join("\n"), "the compiler refuses programs").toBe("")
    expect(found.map(({ description }) => description).join("\n"), "programs differ").toBe("")
    expect(report.programs).toBe(count * processCount)
    expect(Object.keys(report.endings).toSorted()).toEqual(["cancelled", "defect", "failure", "value"])
    expect(report.modelled / report.runs).toBeGreaterThan(0.95)
  },
  patienceMs,
)

it("writes every verb", () => {
  const kinds = new Set(casesOfSeeds(firstSeed, 300).flatMap(({ program }) => kindsIn(program.body)))
  expect([...kinds].toSorted()).toEqual(
    "agent child forEach graph human let loop match parallel race saga signal sleep step try use webhook when".split(
      " ",
    ),
  )
})

function kindsIn({ verbs }: Block): ReadonlyArray<string> {
  return verbs.flatMap((verb) => [verb.kind, ...innerBlocks(verb).flatMap(({ block }) => kindsIn(block))])
}

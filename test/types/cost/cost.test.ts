import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { checkFlows } from "./check-flows.ts"
import { baseline, flows } from "./flows.ts"

/** How far a count may move before somebody has to look: up is a regression, down makes the table untrue. */
const tolerance = 0.03

describe("type-checking with TypeScript 7", async () => {
  const { instantiations: atLeast } = await checkFlows([baseline], "typescript")

  for (const flow of flows) {
    test(`${flow.name} costs ${flow.instantiations} instantiations`, async () => {
      const { errors, instantiations } = await checkFlows([flow], "typescript")
      expect(errors).toEqual([])
      const own = instantiations - atLeast
      expect(own).toBeLessThan(flow.instantiations * (1 + tolerance))
      expect(own).toBeGreaterThan(flow.instantiations * (1 - tolerance))
    })
  }
})

test("type-checking the same workflows with TypeScript 6 finds no error", async () => {
  expect((await checkFlows(flows, "typescript-6")).errors).toEqual([])
}, 240_000)

test("the table in the docs has the counts that are held here", async () => {
  const page = await readFile(join(import.meta.dirname, "..", "..", "..", "docs", "type-cost.md"), "utf8")
  const cells = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()))
  const told = cells.flatMap(([, name, count]) =>
    flows.some((flow) => flow.name === name) ? [`${name}: ${count}`] : [],
  )
  expect(told).toEqual(flows.map(({ name, instantiations }) => `${name}: ${instantiations.toLocaleString("en")}`))
})

import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { generate } from "@millrace/codegen"
import type { AnyWorkflow } from "@millrace/plan"
import { afterAll, describe, expect, it } from "vitest"
import { interpreted, observeRun } from "./observe-run.ts"
import type { TestedRunner } from "./observe-run.ts"
import { effects } from "./random-activities.ts"
import { makeChance, randomFlow } from "./random-flow.ts"

// Any seed gives other flows: RANDOM_FLOWS_SEED=7 RANDOM_FLOW_FILES=20 vitest run test/equivalence/random.test.ts
const seed = Number(process.env["RANDOM_FLOWS_SEED"] ?? 1)
const fileCount = Number(process.env["RANDOM_FLOW_FILES"] ?? 20)
const flowsInFile = 5
const inputs = [0, 1, 2, 7, 12, 35, 58]

const head = [
  'import { flow } from "@millrace/dsl"',
  'import * as Schema from "effect/Schema"',
  'import { half, increment, label, lamp, later, list, num, patient } from "../random-activities.ts"',
  "",
  'export const inner = flow("inner", { input: Schema.Struct({ n: Schema.Number }) })',
  '  .step("halved", half, ({ input }) => input.n)',
  "  .returns(({ halved }) => halved)",
  "",
].join("\n")

const folder = fileURLToPath(new URL("./.millrace/", import.meta.url))
mkdirSync(folder, { recursive: true })
const chance = makeChance(seed)
const files = Array.from({ length: fileCount }, (_, index) => {
  const texts = new Map(Array.from({ length: flowsInFile }, (__, at) => [`flow${at}`, randomFlow(`flow${at}`, chance)]))
  const path = `${folder}random-${seed}-${index}.flow.ts`
  writeFileSync(path, `${head}\n${[...texts.values()].join("\n")}`)
  return { path, texts }
})
const generated = generate(files.map(({ path }) => path))
const endings = new Set<string>()

describe.each(files)("random flows in $path", async ({ path, texts }) => {
  const { runner, diagnostics } = generated.find(({ file }) => file === path) ?? {}
  const runnerPath = path.replace(/flow\.ts$/, "runner.ts")
  writeFileSync(runnerPath, runner ?? "export {}\n")
  const flows: Readonly<Record<string, AnyWorkflow>> = await import(path)
  const runners: Readonly<Record<string, TestedRunner>> = await import(runnerPath)

  it("are compiled without a complaint", () => {
    expect(diagnostics).toEqual([])
  })

  for (const [name, text] of texts) {
    it(`${name} ends, acts and tells the same, interpreted and emitted`, async () => {
      const flow = flows[name]
      const emitted = runners[name]
      if (flow === undefined || emitted === undefined) throw new Error(`there is no runner of this flow:\n${text}`)
      for (const n of inputs) {
        const one = await run(interpreted(flow), n)
        endings.add(Object.keys(Object(one.ending)).join())
        expect(await run(emitted, n), `for ${n}:\n${text}`).toEqual(one)
      }
    })
  }
})

afterAll(() => {
  expect(endings).toEqual(new Set(["value", "isFailure,name,error"]))
})

async function run(runner: TestedRunner, n: number) {
  effects.length = 0
  const observed = await observeRun(runner, { n }, {})
  return { ...observed, effects: [...effects] }
}

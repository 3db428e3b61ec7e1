import { rmSync, writeFileSync } from "node:fs"
import { generate, passNames } from "@millrace/codegen"
import type { AnyWorkflow } from "@millrace/plan"
import { afterAll, describe, expect, test } from "vitest"
import { goldenFolders } from "../golden/golden-folders.ts"
import type { TestedRunner } from "./observe-run.ts"
import { interpreted, observeRun } from "./observe-run.ts"

/** What a golden folder is run with: inputs by exported flow, and answers for human tasks by name. */
interface Cases {
  readonly cases: Readonly<Record<string, ReadonlyArray<unknown>>>
  readonly answers?: Readonly<Record<string, unknown>>
}

const folders = goldenFolders()
const plain = generate(
  folders.map(({ path }) => `${path}/input.flow.ts`),
  { without: new Set(passNames) },
)
for (const [index, { path }] of folders.entries()) writeFileSync(`${path}/plain.runner.ts`, plain[index]?.runner ?? "")
afterAll(() => {
  for (const { path } of folders) rmSync(`${path}/plain.runner.ts`)
})

describe.each(folders)("golden $name", async ({ path }) => {
  const flows: Readonly<Record<string, AnyWorkflow>> = await import(`${path}/input.flow.ts`)
  const runners: Readonly<Record<string, TestedRunner>> = await import(`${path}/expected.runner.ts`)
  const plainRunners: Readonly<Record<string, TestedRunner>> = await import(`${path}/plain.runner.ts`)
  const { cases, answers = {} }: Cases = await import(`${path}/cases.ts`)

  test("has cases for every runner", () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(runners).toSorted())
  })

  for (const [name, inputs] of Object.entries(cases)) {
    test.each(inputs.map((input) => ({ input })))(
      `${name} gives the same as the interpreter for $input, optimized or not`,
      async ({ input }) => {
        const flow = flows[name]
        const runner = runners[name]
        const plainRunner = plainRunners[name]
        if (flow === undefined || runner === undefined || plainRunner === undefined) {
          throw new Error(`'${name}' is not exported`)
        }
        const meant = await observeRun(interpreted(flow), input, answers)
        expect(await observeRun(runner, input, answers)).toEqual(meant)
        expect(await observeRun(plainRunner, input, answers)).toEqual(meant)
      },
    )
  }
})

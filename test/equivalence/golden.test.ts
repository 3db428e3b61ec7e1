import type { AnyWorkflow } from "@millrace/plan"
import { describe, expect, test } from "vitest"
import { goldenFolders } from "../golden/golden-folders.ts"
import type { TestedRunner } from "./observe-run.ts"
import { interpreted, observeRun } from "./observe-run.ts"

/** What a golden folder is run with: inputs by exported flow, and answers for human tasks by name. */
interface Cases {
  readonly cases: Readonly<Record<string, ReadonlyArray<unknown>>>
  readonly answers?: Readonly<Record<string, unknown>>
}

describe.each(goldenFolders())("golden $name", async ({ path }) => {
  const flows: Readonly<Record<string, AnyWorkflow>> = await import(`${path}/input.flow.ts`)
  const runners: Readonly<Record<string, TestedRunner>> = await import(`${path}/expected.runner.ts`)
  const { cases, answers = {} }: Cases = await import(`${path}/cases.ts`)

  test("has cases for every runner", () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(runners).toSorted())
  })

  for (const [name, inputs] of Object.entries(cases)) {
    test.each(inputs.map((input) => ({ input })))(
      `${name} gives the same as the interpreter for $input`,
      async ({ input }) => {
        const flow = flows[name]
        const runner = runners[name]
        if (flow === undefined || runner === undefined) throw new Error(`'${name}' is not exported`)
        expect(await observeRun(runner, input, answers)).toEqual(await observeRun(interpreted(flow), input, answers))
      },
    )
  }
})

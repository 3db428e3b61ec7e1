import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { planJson } from "@millrace/plan"
import type { AnyWorkflow } from "@millrace/plan"
import { planDigest } from "@millrace/plan/digest"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { head, writeFlow } from "./hostile-flow.ts"
import { canaries, hostileStrings, makeChance } from "./hostile-strings.ts"
import { literalForms } from "./literal-forms.ts"
import { hostileWords } from "./words.ts"

interface TestedRunner {
  readonly plan: {
    readonly name: string
    readonly version?: string
    readonly digest: string
    readonly steps: ReadonlyArray<{ readonly activity?: string }>
  }
  readonly effect: (input: undefined) => Effect.Effect<unknown>
}

const flowsInFile = 8
const folder = fileURLToPath(new URL("./.millrace/", import.meta.url))
mkdirSync(folder, { recursive: true })

describe.each(literalForms)("strings that carry code, written in the form '%s'", async (form) => {
  const chance = makeChance(7 + literalForms.indexOf(form))
  const flows = Array.from({ length: flowsInFile }, (_, index) => writeFlow(index, hostileWords(chance, []), form))
  const text = head + flows.map((flow) => flow.text).join("")
  const path = `${folder}${form}.flow.ts`
  writeFileSync(path, text)
  writeFileSync(`${folder}${form}.runner.ts`, compileText(text, { path }))
  const built: Readonly<Record<string, AnyWorkflow>> = await import(path)
  const runners: Readonly<Record<string, TestedRunner>> = await import(`${folder}${form}.runner.ts`)

  test.each(flows.map(({ expected }, index) => ({ index, expected })))(
    "arrive as they are in the facts and results of flow $index",
    async ({ index, expected }) => {
      const runner = runners[`flow${index}`]
      const workflow = built[`flow${index}`]
      if (runner === undefined || workflow === undefined) throw new Error("there is no runner")
      expect({
        workflow: runner.plan.name,
        version: runner.plan.version,
        activity: runner.plan.steps[0]?.activity,
        digest: runner.plan.digest,
        result: await Effect.runPromise(runner.effect(undefined)),
      }).toEqual({ ...expected, digest: planDigest(workflow.plan) })
      expect(planJson(workflow.plan)).toMatchObject({ name: expected.workflow })
    },
  )

  test("run none of it", () => {
    expect("__canary" in globalThis).toBe(false)
  })
})

test("the strings carry code that would be seen to run", () => {
  expect(canaries.filter((each) => !each.includes("globalThis.__canary=1"))).toEqual([])
  expect(hostileStrings.length).toBeGreaterThan(250)
})

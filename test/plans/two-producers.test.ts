import { globSync } from "node:fs"
import { join } from "node:path"
import { loadModule } from "@millrace/codegen"
import { planJson } from "@millrace/plan"
import type { AnyWorkflow, PlanJson } from "@millrace/plan"
import { planDigest } from "@millrace/plan/digest"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")
const files = globSync(["test/{plans,golden,semantics}/**/*.flow.ts", "examples/*/*.flow.ts"], { cwd: root }).toSorted()

test("there are flows to compare", () => {
  expect(files.length).toBeGreaterThan(10)
})

interface Produced {
  readonly plan: PlanJson
  readonly digest: string
}

for (const file of files) {
  test(`the compiler reads from ${file} the plans that the builder makes of it`, async () => {
    const path = join(root, file)
    const exported: Readonly<Record<string, unknown>> = await import(path)
    const built = Object.entries(exported).flatMap(([name, value]): ReadonlyArray<readonly [string, Produced]> =>
      isWorkflow(value) ? [[name, { plan: planJson(value.plan), digest: planDigest(value.plan) }]] : [],
    )
    const { module, diagnostics } = loadModule(path)
    const read = (module?.flows ?? []).map(({ exportName, plan }): readonly [string, Produced] => [
      exportName,
      { plan: planJson(plan), digest: planDigest(plan) },
    ])
    expect(built.length).toBeGreaterThan(0)
    expect({ diagnostics, plans: Object.fromEntries(read) }).toEqual({
      diagnostics: [],
      plans: Object.fromEntries(built),
    })
  })
}

function isWorkflow(value: unknown): value is AnyWorkflow {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "workflow"
}

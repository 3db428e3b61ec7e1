import { readdirSync } from "node:fs"
import { loadModule, ruleCodes } from "@millrace/codegen"
import type { Diagnostic } from "@millrace/plan"
import { describe, expect, test } from "vitest"
import { analyzeModule } from "../../packages/codegen/src/2-analyze/analyze-module.ts"
import { checkRules } from "../../packages/codegen/src/2-analyze/rules/check-rules.ts"
import { makeSourceProject } from "../../packages/codegen/src/1-load/load-module.ts"
import { allFixtures } from "./all-fixtures.ts"
import { filesOf, typedRules, unmarked } from "./rule-fixtures.ts"
import type { Sample } from "./rule-fixtures.ts"
import { saidByTypes } from "./said-by-types.ts"

/** What the rules say of a sample; a sample with errors of another kind is a mistake of the test. */
function saidBySyntax(sample: Sample): ReadonlyArray<Diagnostic> {
  const project = makeSourceProject({ isInMemory: true })
  const { "order.flow.ts": flow = "", ...beside } = filesOf(sample)
  for (const [name, text] of Object.entries(beside)) project.getFileSystem().writeFileSync(`/flows/${name}`, text)
  const { module, diagnostics } = loadModule(project.createSourceFile("/flows/order.flow.ts", unmarked(flow).text))
  if (module === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"))
  const { facts, diagnostics: mistakes } = analyzeModule(module)
  const errors = mistakes.filter((each) => each.level === "error")
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"))
  return checkRules(module, facts)
}

const fixtures = await allFixtures()
const typed = saidByTypes(
  [...fixtures].flatMap(([code, { found, fine }]) => (typedRules.has(code) ? [...found, ...fine] : [])),
)

function saidOf(sample: Sample, code: string): ReadonlyArray<Diagnostic> {
  return (typed.get(sample) ?? saidBySyntax(sample)).filter((each) => each.code === code)
}

test("every rule has fixtures, and every fixture a rule", () => {
  const files = readdirSync(new URL("fixtures/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""))
  expect(files.toSorted()).toEqual(Object.keys(ruleCodes).toSorted())
})

describe.each([...fixtures])("%s", (code, { found, fine }) => {
  test("has five flows that break it and five that do not", () => {
    expect([found.length >= 5, fine.length >= 5]).toEqual([true, true])
  })

  test.each(found)("is found at its words: $says", (sample) => {
    const { start, end } = unmarked(filesOf(sample)["order.flow.ts"] ?? "")
    const said = saidOf(sample, code).map(({ message, span, details }) => ({
      says: message,
      start: span.start,
      end: span.end,
      ...(sample.details !== undefined && { details }),
    }))
    expect(said).toEqual([
      { says: sample.says, start, end, ...(sample.details !== undefined && { details: sample.details }) },
    ])
  })

  test.each(fine)("is not found in $chain", (sample) => {
    expect(saidOf(sample, code)).toEqual([])
  })
})

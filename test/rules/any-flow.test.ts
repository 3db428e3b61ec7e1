import { loadModule, ruleCodes } from "@millrace/codegen"
import type { Diagnostic } from "@millrace/plan"
import { expect, test } from "vitest"
import { makeSourceProject } from "../../packages/codegen/src/1-load/load-module.ts"
import { analyzeModule } from "../../packages/codegen/src/2-analyze/analyze-module.ts"
import { checkRules } from "../../packages/codegen/src/2-analyze/rules/check-rules.ts"
import { head, writeFlow } from "../hostile/hostile-flow.ts"
import { makeChance } from "../hostile/hostile-strings.ts"
import { literalForms } from "../hostile/literal-forms.ts"
import { hostileWords } from "../hostile/words.ts"

function ruledOf(text: string, beside: Readonly<Record<string, string>> = {}): ReadonlyArray<Diagnostic> {
  const project = makeSourceProject({ isInMemory: true })
  for (const [name, content] of Object.entries(beside)) project.getFileSystem().writeFileSync(`/flows/${name}`, content)
  const { module, diagnostics } = loadModule(project.createSourceFile("/flows/any.flow.ts", text))
  if (module === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"))
  return checkRules(module, analyzeModule(module).facts)
}

test.each(literalForms.map((form, seed) => [form, seed] as const))(
  "rules look at every verb, with hostile names in the form '%s', and stay inside the file",
  (form, seed) => {
    const chance = makeChance(seed)
    const flows = Array.from({ length: 3 }, (_, index) => writeFlow(index, hostileWords(chance, []), form).text)
    const text = head + flows.join("")
    const found = ruledOf(text)
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter(({ code, span }) => !(code in ruleCodes) || span.end > text.length)).toEqual([])
  },
)

test("circles of imports, of names and of calls come to an end", () => {
  const flow = `import { flow } from "@millrace/dsl"
import { even, lost, same } from "./a.ts"
export const any = flow("any")
  .let("is", () => even(4))
  .let("lost", () => lost(1))
  .let("same", () => same([1]))
  .returns((scope) => scope)
`
  const beside = {
    "a.ts": `export { lost } from "./b.ts"
import { odd } from "./b.ts"
export const even = (n: number): boolean => (n === 0 ? Math.random() > 2 : odd(n - 1))
export const same = (list: Array<number>): Array<number> => (list.length > 1 ? same(list) : other(list))
const other = (list: Array<number>): Array<number> => same(list)
`,
    "b.ts": `export { lost } from "./a.ts"
export * from "./a.ts"
import { even } from "./a.ts"
export function odd(n: number): boolean {
  return n !== 0 && even(n - 1)
}
const one = two
const two = one
export const alias = one
`,
  }
  const errors = ruledOf(flow, beside).filter(({ level }) => level === "error")
  expect(errors.map(({ message }) => message)).toEqual([
    "let 'is' draws at random through 'even', which has 'Math.random()' (a.ts:3)",
  ])
})

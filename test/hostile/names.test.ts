import { expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { head, writeFlow } from "./hostile-flow.ts"
import type { Words } from "./hostile-flow.ts"
import { makeChance } from "./hostile-strings.ts"
import type { LiteralForm } from "./literal-forms.ts"
import { literalForms } from "./literal-forms.ts"
import { smallestBreaking } from "./smallest-breaking.ts"
import { syntaxShape } from "./syntax-shape.ts"
import { benignWords, hostileWords } from "./words.ts"

// Any seed gives other strings: HOSTILE_SEED=7 HOSTILE_STRINGS=1000 vitest run test/hostile/names.test.ts
const seed = Number(process.env["HOSTILE_SEED"] ?? 1)
const count = Number(process.env["HOSTILE_STRINGS"] ?? 100_000)
const flowsInFile = 20

test.each(literalForms)(
  "names and strings written in the form '%s' come out as names and strings, whatever they say",
  (form) => {
    const expected = syntaxShape(compileText(fileOf(benignWords, form)))
    const chance = makeChance(seed + literalForms.indexOf(form))
    for (let tried = 0; tried < count / literalForms.length;) {
      const used: Array<string> = []
      const text = fileOf(() => hostileWords(chance, used), form)
      const problem = problemOf(text, expected)
      if (problem !== undefined) throw new Error(`${problem}\n${smallestBreaking(used, form)}`)
      tried += used.length
    }
    expect(expected).not.toBe("")
  },
  120_000,
)

function fileOf(words: (flow: number) => Words, form: LiteralForm): string {
  return head + Array.from({ length: flowsInFile }, (_, index) => writeFlow(index, words(index), form).text).join("")
}

function problemOf(text: string, expected: string): string | undefined {
  try {
    return syntaxShape(compileText(text)) === expected ? undefined : "the runner has another syntax tree"
  } catch (error) {
    return String(error)
  }
}

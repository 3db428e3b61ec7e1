import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { canaries } from "./hostile-strings.ts"
import { literal } from "./literal-forms.ts"
import { syntaxShape } from "./syntax-shape.ts"

const names = [
  "it's",
  'say "hi"',
  "a b",
  "..a..",
  "`${x}`",
  "größe",
  "e\u0301",
  "\u202egnp",
  "\u2028",
  "a\nb",
  "*",
  "class",
  ...canaries,
].map((name) => name.replaceAll("/", "∕").replaceAll("\\", "＼"))
const benign = syntaxShape(compiled("plain"))

test.each(names)("a flow file and modules called %j are imported by that name, and nothing else changes", (name) => {
  const runner = compiled(name)
  expect(syntaxShape(runner)).toBe(benign)
  expect(specifiersOf(runner)).toEqual([
    "@millrace/runtime/runner",
    "@millrace/runtime/runner",
    `../${name}/../${name}.ts`,
    `./${name}.flow.ts`,
  ])
})

function compiled(name: string): string {
  const specifier = literal(`../${name}/../${name}.ts`, "double")
  return compileText(
    `import { flow } from "@millrace/dsl"
import { work } from ${specifier}
export const sample = flow("sample").step("work", work, () => 1).returns(({ work }) => work)
`,
    {
      path: `/flows/${name}.flow.ts`,
      beside: {
        [`../${name}.ts`]: `import { activity } from "@millrace/dsl"\nexport const work = activity("work", (n: number) => n)\n`,
      },
    },
  )
}

/** What JavaScript makes of the specifiers of imports, in order. */
function specifiersOf(runner: string): ReadonlyArray<unknown> {
  return runner
    .split("\n")
    .flatMap((line) => /^(?:import .*|\}) from (["'].*["'])$/.exec(line)?.[1] ?? [])
    .map((quoted): unknown => runInNewContext(quoted))
}

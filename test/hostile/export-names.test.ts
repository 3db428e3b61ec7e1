import { expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { syntaxShape } from "./syntax-shape.ts"

test.each([
  ["a-b", '"a-b"', 'const aB: RunnerOf<(typeof flows)["a-b"]>', 'export { aB as "a-b" }'],
  [
    "an escape",
    '"\\u{1f389}\\n"',
    'const workflow: RunnerOf<(typeof flows)["🎉\\n"]>',
    'export { workflow as "🎉\\n" }',
  ],
  ["quotes", `"'a'"`, `const a: RunnerOf<(typeof flows)["'a'"]>`, `export { a as "'a'" }`],
  [
    "a reserved word",
    "class",
    'const classRunner: RunnerOf<(typeof flows)["class"]>',
    "export { classRunner as class }",
  ],
  ["code", '"*/;globalThis.__canary=1;/*"', "/** Runs workflow 'w'. */", 'as "*/;globalThis.__canary=1;/*" }'],
])("a flow exported as %s is exported as that by its runner", (_, alias, ...expected) => {
  const runner = compileText(exporting(alias, "() => 1"))
  expect(syntaxShape(runner)).not.toBe("")
  expect(expected.filter((each) => !runner.includes(each))).toEqual([])
})

test("a runner gives way to an import and to a global that its export is named after", () => {
  const imported = compileText(exporting("total", "() => total(1)", 'import { total } from "./total.ts"'))
  const global = compileText(exporting("structuredClone", "() => structuredClone(1)"))
  expect([imported, global].map((each) => each.match(/^(?:import \{ total|const|export \{).*$/gm))).toEqual([
    [
      'import { total } from "./total.ts"',
      'const totalRunner: RunnerOf<(typeof flows)["total"]> = runner({',
      "export { totalRunner as total }",
    ],
    [
      'const structuredCloneRunner: RunnerOf<(typeof flows)["structuredClone"]> = runner({',
      "export { structuredCloneRunner as structuredClone }",
    ],
  ])
})

test.each([
  ["only a copied declaration uses", "const load = () => fetch", "() => typeof load"],
  [
    "a copied declaration of a copied one uses",
    "const inner = () => fetch\nconst load = () => inner",
    "() => typeof load",
  ],
  ["is given as a function by its name", "", "fetch"],
])("a runner gives way to a global that %s", (_, declared, returned) => {
  const runner = compileText(exporting("fetch", returned, declared))
  expect(runner.match(/^(?:const fetch.*|export \{.*)$/gm)).toEqual([
    'const fetchRunner: RunnerOf<(typeof flows)["fetch"]> = runner({',
    "export { fetchRunner as fetch }",
  ])
})

function exporting(alias: string, returned: string, more = ""): string {
  return `import { flow } from "@millrace/dsl"\n${more}\nconst made = flow("w").returns(${returned})\nexport { made as ${alias} }\n`
}

import { globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { commandCodes, diagnosticCodes, ruleCodes } from "@millrace/codegen"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "../..")
const pages = readdirSync(join(root, "docs/errors"))
const rules = Object.entries(ruleCodes).map(([code, { meaning }]) => [code, meaning] as const)
const meanings: Readonly<Record<string, string>> = { ...diagnosticCodes, ...commandCodes, ...Object.fromEntries(rules) }
const codes = [...new Set([...Object.keys(meanings), "TYPE", ...thrownCodes()])].toSorted()

test("every code has a page, and every page a code", () => {
  expect(pages.filter((page) => page !== "README.md").toSorted()).toEqual(codes.map((code) => `${code}.md`).toSorted())
})

test("the list of errors names every code", () => {
  const list = readFileSync(join(root, "docs/errors/README.md"), "utf8")
  expect(codes.filter((code) => !list.includes(`[${code}](${code}.md)`))).toEqual([])
})

for (const code of codes) {
  test(`the page of ${code} has its meaning, an example and a fix`, () => {
    const page = readFileSync(join(root, "docs/errors", `${code}.md`), "utf8")
    const parts = [`# ${code}\n`, ...meaningOf(code), "## Example\n", "> ", "## Fix\n"]
    expect(parts.filter((part) => !page.includes(part))).toEqual([])
  })
}

for (const [code, meaning] of Object.entries(diagnosticCodes)) {
  if (code === "FILE.NOT_FOUND") continue
  test(`the page of ${code} quotes the message of its sample`, () => {
    const page = readFileSync(join(root, "docs/errors", `${code}.md`), "utf8")
    const frames = readFileSync(join(import.meta.dirname, code, "expected.txt"), "utf8")
    const message = new RegExp(` ${code}\n(.*)\n`).exec(frames)?.[1] ?? meaning
    const plain = page.replaceAll("\\", "")
    expect(plain).toContain(`> ${message.replaceAll("\\", "")}\n`)
  })
}

function meaningOf(code: string): ReadonlyArray<string> {
  return Object.entries(meanings).flatMap(([known, meaning]) => (known === code ? [`\n${meaning}\n`] : []))
}

/** The codes of plan errors that the builder and the runtime throw. */
function thrownCodes(): ReadonlyArray<string> {
  const files = globSync("packages/{plan,dsl,runtime}/src/**/*.ts", { cwd: root })
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/PlanError\(\s*"([A-Z_]+\.[A-Z_]+)"/g)].map(
      ([, code = ""]) => code,
    ),
  )
}

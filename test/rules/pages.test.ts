import { readFileSync } from "node:fs"
import { ruleCodes } from "@millrace/codegen"
import { expect, test } from "vitest"
import { allFixtures } from "./all-fixtures.ts"

const docs = new URL("../../docs/", import.meta.url)
const fixtures = await allFixtures()

test.each([...fixtures])("the page of %s quotes what is said of its first flow", (code, { found }) => {
  const page = readFileSync(new URL(`errors/${code}.md`, docs), "utf8")
  expect(page).toContain(`> ${found[0]?.says.replaceAll(/ \(line \d+\)/g, "")}\n`)
})

test("the page of rules lists every rule in its group, with its level and what breaks it", () => {
  const page = readFileSync(new URL("rules.md", docs), "utf8")
  const tables = page.split("\n## ").filter((section) => section.includes("\n| rule"))
  const listed = tables.map((table) =>
    [...table.matchAll(/^\| \[([A-Z_.]+)\]\(errors\/\1\.md\) *\| (\w+) *\| (.*?) *\|$/gm)].map(
      ([, code, level, meaning]) => ({ code, level, meaning }),
    ),
  )
  const groups = new Map<string, Array<unknown>>()
  for (const [code, { group, level, meaning }] of Object.entries(ruleCodes)) {
    groups.set(group, [...(groups.get(group) ?? []), { code, level, meaning }])
  }
  expect(listed).toEqual([...groups.values()])
})

import { readFileSync } from "node:fs"
import { ruleCodes } from "@millrace/codegen"
import type { RuleDescription } from "@millrace/codegen"
import { expect, test } from "vitest"
import { allFixtures } from "./all-fixtures.ts"

const docs = new URL("../../docs/", import.meta.url)
const fixtures = await allFixtures()

test.each([...fixtures])("the page of %s quotes what is said of its first flow", (code, { found }) => {
  const page = readFileSync(new URL(`errors/${code}.md`, docs), "utf8")
  expect(page).toContain(`> ${found[0]?.says.replaceAll(/ \(line \d+\)/g, "")}\n`)
})

test("the page of rules lists every rule in its group, with its levels and what breaks it", () => {
  const page = readFileSync(new URL("rules.md", docs), "utf8")
  const tables = page.split("\n## ").filter((section) => section.includes("\n| rule"))
  const listed = tables.map((table) =>
    [...table.matchAll(/^\| \[([A-Z_.]+)\]\(errors\/\1\.md\) *\| (\S+) *\| (\w+) *\| (.*?) *\|$/gm)].map(
      ([, code, direct, durable, meaning]) => ({ code, direct, durable, meaning }),
    ),
  )
  const groups = new Map<string, Array<unknown>>()
  const rules: Readonly<Record<string, RuleDescription>> = ruleCodes
  for (const [code, { group, level, durable = level, meaning }] of Object.entries(rules)) {
    const direct = group === "durability" ? "–" : level
    groups.set(group, [...(groups.get(group) ?? []), { code, direct, durable, meaning }])
  }
  expect(listed).toEqual([...groups.values()])
})

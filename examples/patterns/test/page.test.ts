import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, it } from "vitest"

const folder = join(import.meta.dirname, "..")

const rows = async (): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const page = await readFile(join(folder, "..", "..", "docs", "patterns.md"), "utf8")
  return page
    .split("\n")
    .filter((line) => line.startsWith("| WCP-"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
}

it("has a row for each of the 43 patterns, in order", async () => {
  const numbers = (await rows()).map((row) => /^WCP-(\d+) /.exec(row[1] ?? "")?.[1])
  expect(numbers).toEqual(Array.from({ length: 43 }, (_, index) => String(index + 1)))
})

it("counts the kinds of support as they are", async () => {
  const page = await readFile(join(folder, "..", "..", "docs", "patterns.md"), "utf8")
  const kinds = (await rows()).map((row) => row[2] ?? "")
  for (const kind of new Set(kinds)) {
    const counted = new RegExp(String.raw`^\| ${kind} +\| (\d+) `, "m").exec(page)?.[1]
    expect([kind, Number(counted)]).toEqual([kind, kinds.filter((one) => one === kind).length])
  }
})

it("leads to an example of each pattern by its number, and to every example", async () => {
  const linked = (await rows()).map((row) => /\((.*)\)/.exec(row[4] ?? "")?.[1]?.replace("../examples/patterns/", ""))
  expect(linked.map((name, index) => (name === undefined ? index + 1 : undefined)).filter(Boolean)).toEqual([38])
  for (const [index, name] of linked.entries()) {
    if (name !== undefined) expect(numbersOf(name)).toContain(index + 1)
  }
  const flows = (await readdir(folder)).filter((name) => name.endsWith(".flow.ts"))
  expect([...new Set(linked)].filter((name) => name !== undefined).toSorted()).toEqual(flows.toSorted())
})

it("has a test for each pattern that it has an example of", async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".test.ts"))
  const texts = await Promise.all(files.map((name) => readFile(join(import.meta.dirname, name), "utf8")))
  const tested = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^ +(?:it|it\.each\(.*\))\("((?:WCP-\d+(?:, )?)+):/gm)].flatMap(([, titles = ""]) =>
        titles.split(", "),
      ),
    ),
  )
  const expected = Array.from({ length: 43 }, (_, index) => `WCP-${index + 1}`).filter((name) => name !== "WCP-38")
  expect([...tested].toSorted()).toEqual(expected.toSorted())
})

/** `wcp-02-03-x.flow.ts` has the patterns 2 and 3. */
function numbersOf(name: string): ReadonlyArray<number> {
  return [...(/^wcp-((?:\d+-)+)/.exec(name)?.[1] ?? "").matchAll(/\d+/g)].map(Number)
}

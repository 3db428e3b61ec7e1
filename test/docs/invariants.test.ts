import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { root } from "./documentation.ts"

const list = readFileSync(join(root, "docs", "durable.md"), "utf8").split("\n## Invariants\n")[1] ?? ""
const invariants = [...list.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))

/** The invariants that a file's header says it owns. */
function owned(text: string): ReadonlyArray<number> {
  const headers = text.matchAll(/of the invariants of `docs\/durable\.md`:\n((?: \* .*\n)+)/g)
  return [...headers].flatMap(([, lines = ""]) =>
    [...lines.matchAll(/^ \* (\d+)\. /gm)].map(([, number]) => Number(number)),
  )
}

/** The invariants that the titles of a file's tests name. */
function named(text: string): ReadonlyArray<number> {
  const titles = text.matchAll(/^ *"[^"\n]*\binvariants? [^"\n]*"|\((?:"[^"\n]*\binvariants? [^"\n]*")/gm)
  return [...titles].flatMap(([title]) => [...title.matchAll(/\d+/g)].map(Number))
}

const read = (pattern: string): ReadonlyArray<string> =>
  globSync(pattern, { cwd: root }).map((path) => readFileSync(join(root, path), "utf8"))

test("every invariant of durable execution is owned by a file, and named by a test", () => {
  expect(invariants.length).toBeGreaterThan(10)
  const owners = new Set(read("packages/runtime/src/durable/**/*.ts").flatMap(owned))
  const tests = new Set(read("packages/runtime/test/durable/*.test.ts").flatMap(named))
  expect(invariants.filter((number) => !owners.has(number))).toEqual([])
  expect(invariants.filter((number) => !tests.has(number))).toEqual([])
})

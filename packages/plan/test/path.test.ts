import { childPath, repeatedPath } from "@millrace/plan"
import { expect, test } from "vitest"

test("joins names below the root", () => {
  expect(childPath(childPath("", "fields"), "invoice")).toBe("fields.invoice")
})

test("writes item keys and iterations in brackets", () => {
  expect(childPath(repeatedPath("texts", "page-3"), "ocr")).toBe("texts[page-3].ocr")
  expect(repeatedPath("checked", 2)).toBe("checked[2]")
})

test("keeps names that contain path characters apart from nested steps", () => {
  const parts = ["a.b", "a[1]", "a\\", "a]", "a", "b", "1"]
  const paths = parts.flatMap((parent) => [
    childPath("", parent),
    ...parts.map((name) => childPath(childPath("", parent), name)),
    ...parts.map((key) => repeatedPath(childPath("", parent), key)),
  ])
  expect(new Set(paths).size).toBe(paths.length)
})

import { expect, test } from "vitest"
import { LocalNames } from "../../src/3-lower/names/local-names.ts"

test("a name that is taken gets 'Result' behind it, then numbers", () => {
  const names = new LocalNames(["total"])
  expect([1, 2, 3].map(() => names.take("total"))).toEqual(["totalResult", "total2", "total3"])
})

test("a reserved word or a forbidden name is not given", () => {
  const names = new LocalNames([])
  expect([names.take("class"), names.take("Math"), names.take("line", new Set(["line"]))]).toEqual([
    "classResult",
    "MathResult",
    "lineResult",
  ])
})

test("what is taken inside a block stays inside it", () => {
  const outer = new LocalNames(["a"])
  const inner = outer.inner()
  expect([inner.take("b"), inner.take("a"), outer.take("b")]).toEqual(["b", "aResult", "b"])
})

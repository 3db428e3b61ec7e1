import { expect, test } from "vitest"
import { NamesInScope } from "../../src/2-analyze/names-in-scope.ts"

const entriesOf = (scope: NamesInScope<number>): ReadonlyArray<readonly [string, number | undefined]> =>
  scope.names().map((name) => [name, scope.get(name)])

test("a scope with more names leaves the one it came of as it was", () => {
  const one = NamesInScope.of([["a", 1]])
  const two = one.with([["b", 2]])
  expect(entriesOf(one)).toEqual([["a", 1]])
  expect(one.has("b")).toBe(false)
  expect(entriesOf(two)).toEqual([
    ["a", 1],
    ["b", 2],
  ])
})

test("two scopes that came of one do not see each other's names", () => {
  const one = NamesInScope.of([["a", 1]])
  const left = one.with([["b", 2]])
  const right = one.with([["c", 3]])
  const further = left.with([["d", 4]])
  expect([left, right, further].map((scope) => scope.names())).toEqual([
    ["a", "b"],
    ["a", "c"],
    ["a", "b", "d"],
  ])
})

test("a name that comes to mean something else keeps its place, and means the old thing where it did", () => {
  const one = NamesInScope.of([
    ["a", 1],
    ["b", 2],
  ])
  const inner = one.inner().with([
    ["c", 3],
    ["a", 4],
  ])
  const changed = one.with([["a", 5]])
  expect(entriesOf(one)).toEqual([
    ["a", 1],
    ["b", 2],
  ])
  expect(entriesOf(inner)).toEqual([
    ["a", 4],
    ["b", 2],
    ["c", 3],
  ])
  expect(entriesOf(changed)).toEqual([
    ["a", 5],
    ["b", 2],
  ])
})

import { flow } from "@millrace/dsl"
import type { Plan } from "@millrace/plan"
import { expect, test } from "vitest"

/** Gives the nodes of a workflow's first verb, a graph, each with what it needs. */
function membersOf({ plan }: { readonly plan: Plan }): Readonly<Record<string, ReadonlyArray<string>>> {
  const [graph] = plan.body.nodes
  if (graph?.kind !== "graph") throw new Error("the first verb is no graph")
  return Object.fromEntries(graph.members.map(({ name, needs }) => [name, needs]))
}

test("two chains that begin with the same nodes do not see each other's", () => {
  let side: Readonly<Record<string, ReadonlyArray<string>>> = {}
  const workflow = flow("forked")
    .graph((g) => {
      const begun = g.node("a", { needs: [] }, (b) => b.let("value", () => 1))
      const first = begun.node("b", { needs: ["a"] }, (b) => b.let("value", () => 2))
      const second = begun.node("c", { needs: ["a"] }, (b) => b.let("value", () => 3))
      side = Object.fromEntries(second.members.map(({ name, needs }) => [name, needs]))
      expect(begun.members.map(({ name }) => name)).toEqual(["a"])
      // @ts-expect-error the other chain has this node
      expect(() => second.node("d", { needs: ["b"] }, (b) => b.let("value", () => 4))).toThrow(
        "node 'd' needs 'b', but no earlier node has that name",
      )
      return first
    })
    .returns(({ a, b }) => [a, b])
  expect(membersOf(workflow)).toEqual({ a: [], b: ["a"] })
  expect(side).toEqual({ a: [], c: ["a"] })
})

test("a graph refuses a need that is not there, also the node itself, and one that is there twice", () => {
  const graph = (needs: ReadonlyArray<"a">): unknown =>
    flow("refused").graph((g) =>
      g.node("a", { needs: [] }, (b) => b.let("value", () => 1)).node("b", { needs }, (b) => b.let("value", () => 1)),
    )
  // What the checker has been talked out of.
  const named = (...needs: ReadonlyArray<string>): ReadonlyArray<"a"> => needs as ReadonlyArray<"a">
  expect(() => graph(named("c"))).toThrow("node 'b' needs 'c', but no earlier node has that name")
  expect(() => graph(named("b"))).toThrow("node 'b' needs 'b', but no earlier node has that name")
  expect(() => graph(named("a", "a"))).toThrow("node 'b' needs 'a' twice")
})

import { flow } from "@millrace/dsl"
import type { WorkflowOutput } from "@millrace/plan"
import { find, holds, Order, reserve } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const items = start
  .forEach(
    "rows",
    () => [["a"], ["b"]],
    (b) =>
      b.forEach(
        "cells",
        ({ item }) => item,
        (b) => b.let("cell", ({ item, index }): string => `${item.toUpperCase()}${index}`).returns(({ cell }) => cell),
      ),
  )
  .returns(({ rows }) => rows)
holds<Same<WorkflowOutput<typeof items>, ReadonlyArray<ReadonlyArray<string>>>>()

const states = start
  .loop("outer", {
    initial: () => 0,
    body: (b) =>
      b
        .loop("inner", {
          initial: ({ state }) => `${state}`,
          body: (b) => b.let("next", ({ state }) => `${state}!`),
          until: (state) => state.length > 3,
          max: 5,
        })
        .returns(({ inner, state }) => inner.length + state),
    until: (state) => state > 3,
    max: 5,
  })
  .returns(({ outer }) => outer)
holds<Same<WorkflowOutput<typeof states>, number>>()

const errors = start
  .try("kept", (b) => b.step("reserve", reserve, ({ input }) => ({ sku: input.id })), {
    OutOfStock: (b) =>
      b
        .try("found", (b) => b.step("find", find, ({ error }) => ({ id: error.sku })), {
          NotFound: (b) => b.let("id", ({ error }) => ({ name: error.id })),
        })
        .returns(({ found, error }) => ({ reserved: `${found.name}${error.left}` })),
  })
  .returns(({ kept }) => kept.reserved)
holds<Same<WorkflowOutput<typeof errors>, string>>()

const pageKey = (page: { readonly id: string }, index: number): string => `${page.id}${index}`
const byName = start
  .forEach(
    "pages",
    () => [{ id: "a", size: 1 }],
    (b) => b.let("size", ({ item }) => item.size).returns(({ size }) => size),
    { key: pageKey },
  )
  .returns(({ pages }) => pages)
holds<Same<WorkflowOutput<typeof byName>, ReadonlyArray<number>>>()

interface Guess {
  readonly low: number
  readonly high: number
}
const first = (): Guess => ({ low: 0, high: 1 })
const isClose = (guess: Guess): boolean => guess.high - guess.low < 0.1
const guessed = start
  .loop("guess", {
    initial: first,
    body: (b) => b.let("next", ({ state }): Guess => ({ low: state.low + 0.1, high: state.high })),
    until: isClose,
    max: 20,
  })
  .returns(({ guess }) => guess)
holds<Same<WorkflowOutput<typeof guessed>, Guess>>()

const allowed = (): boolean => true
const named = start
  .when("maybe", allowed, (b) => b.let("yes", () => "yes" as const))
  .returns(({ maybe }) => ({ maybe }))
holds<Same<WorkflowOutput<typeof named>, { maybe: "yes" | undefined }>>()

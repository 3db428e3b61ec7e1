import { flow } from "@millrace/dsl"
import type { InvalidInput, LoopExhausted, StepTimeout, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { find, holds, Order, reserve, sum } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

const nested = flow("nested", { input: Order })
  .loop("rounds", {
    initial: () => ({ left: 3, names: [] as ReadonlyArray<string> }),
    until: (state) => state.left === 0,
    max: 5,
    body: (b) =>
      b
        .try(
          "tried",
          (b) =>
            b
              .let("kind", ({ state }) => (state.left > 1 ? "many" : "one"))
              .match("matched", ({ kind }) => kind, {
                many: (b) =>
                  b.forEach(
                    "each",
                    ({ input }) => input.lines,
                    (b) =>
                      b
                        .parallel({
                          name: (b) => b.step("find", find, ({ item }) => ({ id: String(item) })),
                          total: (b) => b.step("sum", sum, ({ item, state }) => ({ lines: [item, state.left] })),
                        })
                        .returns(({ name, total }) => `${name.name}${total}`),
                  ),
                one: (b) =>
                  b.step("kept", reserve, ({ input }) => ({ sku: input.id })).returns(({ kept }) => [kept.reserved]),
              }),
          { OutOfStock: (b) => b.let("none", ({ error }) => [error.sku]) },
        )
        .returns(({ state, tried }) => ({ left: state.left - 1, names: [...state.names, ...tried] })),
  })
  .returns(({ rounds }) => rounds.names)

holds<Same<WorkflowOutput<typeof nested>, ReadonlyArray<string>>>()
holds<Same<WorkflowFailure<typeof nested>, InvalidInput | LoopExhausted | NotFound | StepTimeout>>()
holds<Same<Extract<WorkflowFailure<typeof nested>, OutOfStock>, never>>()

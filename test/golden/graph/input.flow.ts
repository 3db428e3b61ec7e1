import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { add, measure } from "./activities.ts"

export const build = flow("build", { input: Schema.Struct({ name: Schema.String, limit: Schema.Number }) })
  .let("short", ({ input }) => input.name.slice(0, input.limit))
  .graph(
    (g) =>
      g
        .node("whole", { needs: [] }, (b) => b.step("measure", measure, ({ input }) => ({ text: input.name })))
        .node("class", { needs: [] }, (b) => b.step("measure", measure, ({ short }) => ({ text: short })))
        .node("both", { needs: ["whole", "class"] }, (b) =>
          b
            .step("sum", add, ({ whole, class: part }) => ({ left: whole, right: part }))
            .when(
              "even",
              ({ sum }) => sum % 2 === 0,
              (b) => b.let("half", ({ sum }) => sum / 2),
            )
            .returns(({ sum, even }) => ({ sum, even })),
        )
        .node("g", { needs: ["both"] }, (b) => b.let("text", ({ both, input }) => `${input.name} ${both.sum}`)),
    { concurrency: 2 },
  )
  .returns(({ whole, class: part, both, g }) => ({ whole, part, both, g }))

export const empty = flow("empty")
  .graph((g) => g.node("only", { needs: [] }, (b) => b.let("one", () => 1)))
  .returns(({ only }) => only)

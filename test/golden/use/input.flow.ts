import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half } from "./activities.ts"
import { counter } from "./counter.ts"

/** Resources in one another, released in every ending. */
export const uses = flow("uses", { input: Schema.Struct({ n: Schema.Number }) })
  .use("used", counter, (b) =>
    b
      .let("outer", ({ resource }) => resource.count("ab"))
      .use("inner", counter, (b) => b.step("halved", half, ({ resource, input }) => resource.count("abc") + input.n))
      .returns(({ outer, inner }) => outer + inner),
  )
  .returns(({ used }) => used)

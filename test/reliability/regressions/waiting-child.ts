import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import * as Schema from "effect/Schema"

const inner = flow("inner")
  .signal("paid", { payload: Schema.Number })
  .returns(({ paid }) => paid)

/** A parent whose child waits for a message; the engine knows the workflow of the child by it alone. */
export const parent = interpret(
  flow("parent")
    .child("inner", inner)
    .returns(({ inner }) => inner),
)

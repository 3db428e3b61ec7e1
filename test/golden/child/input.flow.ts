import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half } from "./activities.ts"
import { halves } from "./halves.flow.ts"

const Numbered = Schema.Struct({ n: Schema.Number })

/** A workflow to be run by another one. */
export const inner = flow("inner", { input: Numbered })
  .step("halved", half, ({ input }) => input.n)
  .returns(({ halved }) => halved)

/** A workflow that runs another one of this file, and one of another. */
export const parent = flow("parent", { input: Numbered })
  .child("own", inner, ({ input }) => ({ n: input.n }))
  .child("other", halves, ({ own }) => ({ n: own }))
  .returns(({ own, other }) => own + other)

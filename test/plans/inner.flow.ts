import { flow } from "@millrace/dsl"
import { Schema } from "effect"
import { tell } from "./kit.ts"

const inside = flow("inside", { input: Schema.Struct({ id: Schema.String }) })
  .step("told", tell, ({ input }) => ({ url: input.id }))
  .returns(({ told }) => told)

export { inside as inner }

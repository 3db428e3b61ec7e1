import { flow } from "@millrace/dsl"
import type { InvalidInput, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import * as Schema from "effect/Schema"
import { find, holds, Order } from "../workflow-parts.ts"
import type { NotFound, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const child = flow("child", { input: Order })
  .step("found", find, ({ input }) => ({ id: input.id }))
  .returns(({ found }) => found.name)
const parent = start.child("name", child, ({ input }) => input).returns(({ name }) => name)
holds<Same<WorkflowOutput<typeof parent>, string>>()
holds<Same<WorkflowFailure<typeof parent>, InvalidInput | NotFound>>()

const inScope = flow("in-scope", { input: Schema.Struct({ name: Schema.String }) }).returns(
  ({ input }) => input.name.length,
)
const fitting = start
  .let("name", ({ input }) => input.id)
  .child("length", inScope)
  .returns(({ length }) => length)
holds<Same<WorkflowOutput<typeof fitting>, number>>()

import { flow } from "@millrace/dsl"
import type { InvalidInput, StepTimeout, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import { holds, Order, reserve } from "../workflow-parts.ts"
import type { NotFound, OutOfStock, Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const matched = start
  .let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
  .match("shipping", ({ size }) => size, {
    big: (b) => b.step("kept", reserve, ({ input }) => ({ sku: input.id })),
    small: (b) => b.let("none", () => undefined),
  })
  .returns(({ shipping }) => shipping)
holds<Same<WorkflowOutput<typeof matched>, { reserved: string } | undefined>>()
holds<Same<WorkflowFailure<typeof matched>, InvalidInput | OutOfStock | NotFound | StepTimeout>>()

const partly = start
  .let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))
  .match(
    "shipping",
    ({ size }) => size,
    { big: (b) => b.let("pallet", () => "pallet") },
    (b) => b.let("box", () => "box"),
  )
  .returns(({ shipping }) => shipping)
holds<Same<WorkflowOutput<typeof partly>, string>>()

const sizeOf = ({ input }: { readonly input: { readonly id: string } }) => (input.id === "" ? "none" : "some")
const byFunction = start
  .match("some", sizeOf, { none: (b) => b.let("no", () => 0), some: (b) => b.let("yes", ({ input }) => input.id) })
  .returns(({ some }) => some)
holds<Same<WorkflowOutput<typeof byFunction>, string | number>>()

const onlyOtherwise = start
  .match(
    "any",
    ({ input }) => input.id,
    {},
    (b) => b.let("some", ({ input }) => input.lines.length > 0),
  )
  .returns(({ any }) => any)
holds<Same<WorkflowOutput<typeof onlyOtherwise>, boolean>>()

const objectNames = start
  .match("kind", ({ input }) => (input.id === "" ? "toString" : "constructor"), {
    toString: (b) => b.let("length", ({ input }) => input.lines.length),
    constructor: (b) => b.let("id", ({ input }) => input.id),
  })
  .returns(({ kind }) => kind)
holds<Same<WorkflowOutput<typeof objectNames>, number | string>>()

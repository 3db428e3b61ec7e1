/** A flow whose mappings throw, and the places where they do, as `line:column` of the flow file. */
export const brokenFlow = `import { activity, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

interface Order {
  readonly lines: ReadonlyArray<{ readonly price: number }>
}

/** The price of what is ordered first. */
export const firstPrice = (order: Order): number =>
  order.lines[0]!.price

const echo = activity("echo", ({ text }: { readonly text: string }) => text)

export const broken = flow("broken", { input: Schema.Struct({ order: Schema.Unknown }) })
  .let("name", ({ input }) => \`order of
    \${typeof input.order}\`)
  .step("said", echo, ({ name }) => ({ text: name }))
  .parallel({
    one: (b) =>
      b.let("price", ({ input, said }) => said.length + firstPrice(input.order as Order)),
    two: (b) => b.let("lines", ({ input }) => (input.order as Order).lines.length),
  })
  .returns(({ one, two }) => one + two)
`

/** Where `firstPrice` reads the price of a line that is not there. */
export const readsPrice = "10:19"

/** Where the mapping of 'price' calls it. */
export const callsFirstPrice = "20:57"

/** Where `parallel` names its first branch, which is what the operation stands for. */
export const beginsParallel = "18:4"

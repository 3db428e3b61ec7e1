import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const unknownProperty = flow("unknown-property", { input: Order })
  .step("paid", charge, ({ input }) => ({ id: input.id, amount: input.amount, curency: "EUR" }))
  .returns(({ paid }) => paid)

export const missingProperty = flow("missing-property", { input: Order })
  .step("paid", charge, ({ input }) => ({ id: input.id }))
  .returns(({ paid }) => paid)

export const wrongType = flow("wrong-type", { input: Order })
  .step("paid", charge, ({ input }) => ({ id: input.id, amount: input.id }))
  .returns(({ paid }) => paid)

export const missingCase = flow("missing-case", { input: Order })
  .match("size", ({ input }) => (input.amount > 9 ? "big" : "small"), { big: (b) => b.let("a", () => 1) })
  .returns(({ size }) => size)

export const wrongResult = flow("wrong-result", { input: Order, output: Order })
  .returns(({ input }) => ({ id: input.id, amount: "much" }))

export const impossibleCase = flow("impossible-case", { input: Order })
  .match("size", ({ input }) => (input.amount > 9 ? "big" : "small"), {
    big: (b) => b.let("a", () => 1),
    small: (b) => b.let("b", () => 2),
    huge: (b) => b.let("c", () => 3),
  })
  .returns(({ size }) => size)

export const impossibleError = flow("impossible-error", { input: Order })
  .try("paid", (b) => b.step("once", charge, ({ input }) => input), { NotThere: (b) => b.let("none", () => 0) })
  .returns(({ paid }) => paid)

export const wrongState = flow("wrong-state", { input: Order })
  .loop("tries", {
    initial: () => 0,
    body: (b) => b.let("next", () => "one more"),
    until: (state) => state > 2,
    max: 5,
  })
  .returns(({ tries }) => tries)

export const noMapping = flow("no-mapping", { input: Order })
  .step("paid", charge)
  .returns(({ paid }) => paid)

export const reservedBranch = flow("reserved-branch", { input: Order })
  .parallel({ toString: (b) => b.let("a", ({ input }) => input.amount), input: (b) => b.let("b", () => 2) })
  .returns(({ toString }) => toString)

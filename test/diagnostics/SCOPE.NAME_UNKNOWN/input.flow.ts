import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

export const order = flow("order", { input: Order })
  .step("charged", charge, ({ input }) => input)
  .let("note", ({ chargd }) => chargd)
  .let("early", (scope) => scope.late)
  .let("late", () => 1)
  .parallel({
    left: (b) => b.let("one", () => 1),
    right: (b) => b.let("two", ({ one }) => one),
  })
  .let("ended", ({ two }) => two)
  .let("outside", ({ item }) => item)
  .returns(({ left, constructor }) => ({ left, constructor }))

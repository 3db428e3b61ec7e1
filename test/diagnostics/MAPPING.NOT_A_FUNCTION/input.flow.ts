import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const mappingFor = (field: "id" | "amount") => (scope: { input: typeof Order.Type }) => scope.input[field]

export const order = flow("order", { input: Order })
  .let("id", mappingFor("id"))
  .returns(({ id }) => id)

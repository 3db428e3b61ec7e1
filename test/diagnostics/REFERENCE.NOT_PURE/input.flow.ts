import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const started = new Date()

export const order = flow("order", { input: Order })
  .let("since", () => started.getTime())
  .returns(({ since }) => since)

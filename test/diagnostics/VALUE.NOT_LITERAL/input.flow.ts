import { flow } from "@millrace/dsl"
import { charge, Order } from "../order.ts"

const region = process.env["REGION"] ?? "eu"

export const order = flow("order", { input: Order })
  .step(`paid-${region}`, charge, ({ input }) => input, { timeout: Number(process.env["TIMEOUT"]) })
  .returns(({ input }) => input.id)

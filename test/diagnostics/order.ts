import { activity } from "@millrace/dsl"
import * as Schema from "effect/Schema"

export const Order = Schema.Struct({ id: Schema.String, amount: Schema.Number })

export const charge = activity("charge", (order: { readonly id: string; readonly amount: number }) => order.amount)

export const makeCharge = (region: string): typeof charge => (region === "eu" ? charge : charge)

const region = ["eu", "us"].join("-")

export const dynamic = activity(`charge-${region}`, (order: { readonly id: string }) => order.id)

export const keyed = { key: (item: { readonly id: string }): string => item.id }

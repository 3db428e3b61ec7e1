import type { Order } from "../order.ts"
import { unreachableTown } from "../partners/carrier.ts"
import type { Partners } from "../partners/partners.ts"

const prices = { tea: 400, pot: 3_500, samovar: 29_000 } as const
const customers = ["ada", "grace", "mallory", "poor tom", "edsger", "barbara"] as const
const towns = ["Oslo", "Turin", "Bern", unreachableTown, "Wien", "Cork", "Riga"] as const

/** What everybody has before the first order. */
export const atFirst = {
  accounts: customers.map((name) => ({ name, cents: name === "poor tom" ? 5_000 : 100_000_000 })),
  stock: [
    { sku: "tea", quantity: 1_000_000 },
    { sku: "pot", quantity: 1_000_000 },
    // Not enough for everybody.
    { sku: "samovar", quantity: 60 },
  ],
} as const

/** Gives partners what they have before the first order, unless they have it. */
export function prepare({ bank, warehouse }: Partners): void {
  bank.open("the shop", 0)
  for (const { name, cents } of atFirst.accounts) bank.open(name, cents)
  for (const goods of atFirst.stock) warehouse.stock(goods)
}

/** Gives the order with a number, which is the same each time. */
export function orderOf(number: number): Order {
  const line = (sku: keyof typeof prices, quantity: number) => ({ sku, quantity, cents: prices[sku] })
  return {
    // The numbers have no factor in common, so that everybody orders everything to everywhere.
    customer: customers[number % customers.length] ?? "ada",
    town: towns[number % towns.length] ?? "Oslo",
    lines: [
      line("tea", 1 + (number % 4)),
      ...(number % 5 < 3 ? [line("pot", 1 + (number % 2))] : []),
      ...(number % 11 < 4 ? [line("samovar", 1 + (number % 3))] : []),
    ],
  }
}

import { activity, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import type { Rate } from "./activities.ts"
import * as activities from "./activities.ts"
import { convert as exchange } from "./activities.ts"
import rates, { fallback as standard } from "./rates.ts"

const defaults = { currency: "EUR", places: 2 } as const

interface Money {
  readonly amount: number
  readonly currency: typeof defaults.currency
}

type Shown = `${number} ${string}`

const round = (value: number): number => Math.round(value * factor()) / factor()

function factor(): number {
  return 10 ** defaults.places
}

const Given = Schema.Struct({ amount: Schema.Number })

export const format = activity("format", ({ amount, currency }: Money): Shown => `${round(amount)} ${currency}`)

export const references = flow("references", { input: Given })
  .step("low", exchange, ({ input }) => ({ amount: input.amount, rate: { percent: rates.low } }))
  .step("high", activities.convert, ({ low }) => ({ amount: low, rate: { percent: rates.high } satisfies Rate }))
  .step("grouped", activities.grouped.convert, ({ high }) => ({ amount: high, rate: { percent: standard } as Rate }))
  .let("money", ({ grouped }): Money => ({ amount: round(grouped), currency: defaults.currency }))
  .step("shown", format, ({ money }) => money)
  .returns(({ shown }): { readonly shown: Shown } => ({ shown }))

import { activity } from "@millrace/dsl"

export interface Rate {
  readonly percent: number
}

export const convert = activity(
  "convert",
  ({ amount, rate }: { readonly amount: number; readonly rate: Rate }) => amount * rate.percent,
)

export const grouped = { convert }

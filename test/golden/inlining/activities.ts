import { activity } from "@millrace/dsl"

export interface Line {
  readonly label: string
  readonly price: number
}

export const sum = activity("sum", ({ prices }: { readonly prices: ReadonlyArray<number> }) =>
  prices.reduce((total, price) => total + price, 0),
)

export const toPrices = ({
  input,
}: {
  readonly input: { readonly lines: ReadonlyArray<Line> }
}): { prices: ReadonlyArray<number> } => ({
  prices: input.lines.map((line) => line.price),
})

export const mappers = { count: (scope: { readonly lines: ReadonlyArray<Line> }): number => scope.lines.length }

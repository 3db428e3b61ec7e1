import { expect, test } from "vitest"
import { amountsIn, currencyOf, formatAmount } from "../extraction/amounts.ts"

const cents = (text: string): ReadonlyArray<number> => amountsIn(text).map((amount) => amount.cents)

test("German and English writing give the same amount", () => {
  expect(cents("1.234,56")).toEqual([123_456])
  expect(cents("1,234.56")).toEqual([123_456])
  expect(cents("24,23 und 40,00")).toEqual([2423, 4000])
})

test("a sign counts, a hyphen between words does not", () => {
  expect(cents("Rückgeld -2,84")).toEqual([-284])
  expect(cents("MwSt-7,16")).toEqual([716])
})

test("dates, percentages and long numbers are no amounts", () => {
  expect(cents("02.03.2020")).toEqual([])
  expect(cents("19,00%")).toEqual([])
  expect(cents("D 19,00% 4,78 0,91 5,69")).toEqual([478, 91, 569])
  expect(cents("40,123")).toEqual([])
})

test("an amount beside a currency may have fewer digits", () => {
  expect(cents("43 EUR")).toEqual([4300])
  expect(cents("8.6 EUR")).toEqual([860])
  expect(cents("EUR 152,00")).toEqual([15_200])
})

test("a currency is a sign or a code", () => {
  expect([currencyOf("EURO 24,23"), currencyOf("$ 5"), currencyOf("£5"), currencyOf("CHF 5"), currencyOf("5")]).toEqual(
    ["EUR", "USD", "GBP", "CHF", undefined],
  )
})

test("an amount is written with a point and its currency", () => {
  expect(formatAmount(123_456, "EUR")).toBe("1234.56 EUR")
  expect(formatAmount(5, undefined)).toBe("0.05")
})

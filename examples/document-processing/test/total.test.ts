import { expect, test } from "vitest"
import { textOf } from "../extraction/text-of.ts"
import { totalIn } from "../extraction/total.ts"
import { aldi, hornbach, real, wholeFoods } from "./real-texts.ts"
import { readingOf } from "./reading-of.ts"

const best = (text: string): { readonly cents: number; readonly because: ReadonlyArray<string> } | undefined => {
  const [total] = totalIn(textOf([readingOf(text)]).rows)
  return total && { cents: total.cents, because: total.because }
}

test("a label, cash less change and the tax table vote for one amount", () => {
  expect(best(aldi)).toEqual({
    cents: 2423,
    because: ["a label says so", "given less change", "net and tax add up"],
  })
})

test("a misread digit beside the label is outvoted by the arithmetic", () => {
  expect(best(real)).toEqual({ cents: 547, because: ["it was paid", "net and tax add up", "the articles add up"] })
})

test("a payment by card confirms the label", () => {
  expect(best(hornbach)).toEqual({ cents: 15_200, because: ["a label says so", "it was paid"] })
})

test("the amount after the label counts, not the tax before it", () => {
  expect(best(wholeFoods)?.cents).toBe(10_133)
})

test("a text without amounts has no total", () => {
  expect(best("PREFACE\nIn 1939 the Yorkshire Parish Register Society")).toBeUndefined()
})

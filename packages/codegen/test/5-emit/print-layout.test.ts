import { describe, expect, test } from "vitest"
import { group, hardline, sequence, text } from "../../src/5-emit/layout.ts"
import type { Argument } from "../../src/5-emit/lists.ts"
import { argumentsLayout, arrayLayout, enclosedArgument, objectLayout } from "../../src/5-emit/lists.ts"
import { printLayout } from "../../src/5-emit/print-layout.ts"

const word = (length: number): ReturnType<typeof text> => text("x".repeat(length))
const plain = (length: number): Argument => ({ layout: word(length) })

describe("a list", () => {
  test("stands on one line up to 120 columns", () => {
    expect(printLayout(arrayLayout([word(58), word(58)]))).toHaveLength(120)
    expect(printLayout(arrayLayout([word(58), word(59)])).split("\n")).toEqual([
      "[",
      `  ${"x".repeat(58)},`,
      `  ${"x".repeat(59)},`,
      "]",
    ])
  })

  test("counts what follows it on the line", () => {
    expect(printLayout(sequence(arrayLayout([word(58), word(58)]), text(";")))).toContain("\n")
  })

  test("breaks the list around it only where that does not fit", () => {
    expect(
      printLayout(objectLayout([sequence(text("a: "), arrayLayout([word(30)])), sequence(text("b: "), word(100))])),
    ).toBe(`{\n  a: [${"x".repeat(30)}],\n  b: ${"x".repeat(100)},\n}`)
  })
})

describe("arguments", () => {
  const object = enclosedArgument(objectLayout([word(60), word(40)]))

  test("break only in the last one where that is an object", () => {
    expect(printLayout(sequence(text("call"), argumentsLayout([plain(20), object]))).split("\n")).toEqual([
      `call(${"x".repeat(20)}, {`,
      `  ${"x".repeat(60)},`,
      `  ${"x".repeat(40)},`,
      "})",
    ])
  })

  test("stand on a line each where one before the last has several lines", () => {
    const broken = enclosedArgument(objectLayout([word(1)], true))
    expect(printLayout(sequence(text("call"), argumentsLayout([broken, plain(1)]))).split("\n")).toEqual([
      "call(",
      "  {",
      "    x,",
      "  },",
      "  x,",
      ")",
    ])
  })

  test("stand on a line each where the last one cannot open on the first line", () => {
    expect(printLayout(sequence(text("call"), argumentsLayout([plain(80), plain(80)]))).split("\n")).toHaveLength(4)
  })
})

test("an empty line has no spaces", () => {
  expect(
    printLayout(group(sequence(text("{"), { kind: "indent", content: sequence(hardline, hardline, text("a")) }))),
  ).toBe("{\n\n  a")
})

import { describe, expect, test } from "vitest"
import { identifierOf, joinedIdentifier } from "../../src/3-lower/names/identifier.ts"

describe("identifierOf", () => {
  test.each([
    ["total", "total"],
    ["a-b", "aB"],
    ["read the page", "readThePage"],
    ["größe", "größe"],
    ["2fast", "_2fast"],
    ["🎉", "value"],
    ["", "value"],
    ["a🎉b", "aB"],
    ["$x", "$x"],
    ["line\nbreak", "lineBreak"],
    ["constructor", "constructor"],
    // A letter of Unicode 16, which engines know and TypeScript does not.
    ["a\u{105d0}b", "aB"],
    // A letter whose capital is one of those.
    ["a-\u019b", "a\u019b"],
  ])("makes of %j the identifier %s", (name, expected) => {
    expect(identifierOf(name, "value")).toBe(expected)
  })
})

describe("joinedIdentifier", () => {
  test("joins names in camel case and leaves out those without letters", () => {
    expect(joinedIdentifier(["extract", "🎉", "tax-invoice"], "step")).toBe("extractTaxInvoice")
  })

  test("gives the fallback where no name has a letter", () => {
    expect(joinedIdentifier(["🎉"], "step")).toBe("step")
  })
})

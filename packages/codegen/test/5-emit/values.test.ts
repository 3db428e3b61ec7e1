import { runInNewContext } from "node:vm"
import { describe, expect, test } from "vitest"
import { quote } from "../../src/3-lower/names/quote.ts"
import { code, makeName } from "../../src/5-emit/code.ts"
import { commentText } from "../../src/5-emit/comment-text.ts"
import { emitLiteral } from "../../src/5-emit/emit-literal.ts"
import { numberText } from "../../src/5-emit/number-text.ts"
import { printLayout } from "../../src/5-emit/print-layout.ts"
import { propertyKey } from "../../src/5-emit/property-key.ts"

const hostile = [
  'say "hi"',
  "it's",
  `both "'`,
  "back\\slash",
  "line\nbreak\r\t\0",
  "\u2028\u2029",
  "</script><!--",
  "`${x}`",
  "\ud800 alone",
  "🎉",
  "*/",
  "a\u202eb\u2066c\u061cd",
  "",
]

describe("quote", () => {
  test.each(hostile)("writes %j as a literal that means the same", (content) => {
    // The point of a literal is what JavaScript makes of it.
    expect(runInNewContext(quote(content))).toBe(content)
  })

  test("writes nothing that could end a script or a line", () => {
    const written = hostile.map(quote).join("")
    expect(written).not.toMatch(/<\/script|<!--|[\n\r\u2028\u2029]/i)
  })

  test("writes nothing that turns the direction of text", () => {
    expect(hostile.map(quote).join("")).not.toMatch(/\p{Bidi_Control}/u)
  })

  test("prefers double quotes, unless the text has more of them", () => {
    expect([quote("a'b"), quote('a"b'), quote(`"'`)]).toEqual([`"a'b"`, `'a"b'`, `"\\"'"`])
  })
})

describe("propertyKey", () => {
  test.each([
    ["plain", "plain"],
    ["$_1", "$_1"],
    ["class", "class"],
    ["a-b", '"a-b"'],
    ["1", '"1"'],
    ["größe", '"größe"'],
    ["__proto__", '["__proto__"]'],
    ["", '""'],
  ])("writes %j as %s", (key, expected) => {
    expect(propertyKey(key)).toBe(expected)
  })

  test("of '__proto__' makes a property, not a prototype", () => {
    const made: unknown = runInNewContext(`({ ${propertyKey("__proto__")}: 1 })`)
    expect(Object.entries(made as object)).toEqual([["__proto__", 1]])
  })
})

describe("numberText", () => {
  test.each([
    [0, "0"],
    [-0, "-0"],
    [1234, "1234"],
    [30_000, "30_000"],
    [172_800_000, "172_800_000"],
    [-12_345.678_9, "-12_345.6789"],
    [1e21, "1e21"],
    [1e-7, "1e-7"],
  ])("writes %d as %s", (value, expected) => {
    expect(numberText(value)).toBe(expected)
  })
})

describe("commentText", () => {
  test("cannot end the comment or the line it stands in", () => {
    expect(commentText(" a */ b\r\nc\u2028d ")).toBe("a *\\/ b c d")
  })

  test("cannot turn the direction of text, nor change when it is written to a file and read again", () => {
    const written = commentText("a\u202eb \ud800c 🎉")
    expect([written, Buffer.from(written).toString()]).toEqual(Array(2).fill("a\ufffdb \ufffdc 🎉"))
  })
})

describe("code", () => {
  test("prints names as they are and strings as literals", () => {
    expect(printLayout(code`const ${makeName("a")} = [${"it's"}, ${12_345}, ${true}]`)).toBe(
      `const a = ["it's", 12_345, true]`,
    )
  })

  test("takes no name that is no identifier", () => {
    expect(() => makeName("a; evil()")).toThrow("'a; evil()' cannot be a name in emitted code")
  })
})

describe("emitLiteral", () => {
  test("writes nested data, leaving out what is undefined", () => {
    const value = { "a-b": [1, "x", null], nested: { off: undefined, on: false }, __: undefined }
    expect(printLayout(emitLiteral(value))).toBe('{ "a-b": [1, "x", null], nested: { on: false } }')
  })

  test("writes several objects a line each", () => {
    expect(
      printLayout(
        emitLiteral([
          { a: 1, b: 2 },
          { a: 3, b: 4 },
        ]),
      ),
    ).toBe("[\n  { a: 1, b: 2 },\n  { a: 3, b: 4 },\n]")
  })
})

import { describe, expect, it } from "vitest"
import { inputKey } from "../src/caches/cache-key.ts"
import { KeyNotPlain } from "../src/failures/key-not-plain.ts"

const keyOf = (input: unknown): string => inputKey(input, () => "here")

describe("the key of an input", () => {
  it("is the same for inputs that are the same to JSON", () => {
    const same: ReadonlyArray<readonly [unknown, unknown]> = [
      [{ a: [1, "b", null, true] }, { a: [1, "b", null, true] }],
      [{ a: 1, b: undefined }, { a: 1 }],
      [Object.create(null), {}],
      [new Date(5), new Date(5)],
      [undefined, undefined],
    ]
    for (const [one, other] of same) expect(keyOf(one)).toBe(keyOf(other))
  })

  it("is another one for any other input", () => {
    const inputs = [1, "1", [1], ["1"], { 0: 1 }, {}, [], null, "null", "", true, "true", 0, { a: {} }, { a: [] }]
    expect(new Set(inputs.map(keyOf)).size).toBe(inputs.length)
  })

  class Money {
    readonly cents = 1
    toJSON(): number {
      return this.cents
    }
  }
  const refused: ReadonlyArray<readonly [value: unknown, kind: string]> = [
    [Number.NaN, "NaN"],
    [Infinity, "Infinity"],
    [-0, "-0"],
    [1n, "a bigint"],
    [() => 1, "a function"],
    [Symbol("a"), "a symbol"],
    [new Map(), "an instance of Map"],
    [new Set(), "an instance of Set"],
    [/a/, "an instance of RegExp"],
    [new Uint8Array(2), "an instance of Uint8Array"],
    [new Error("a"), "an instance of Error"],
    [new Money(), "an object with a toJSON"],
    [{ toJSON: () => 1 }, "an object with a toJSON"],
    [new Date(Number.NaN), "an invalid Date"],
    [
      new (class {
        readonly n = 1
      })(),
      "an instance of a class",
    ],
  ]
  for (const [value, kind] of refused) {
    it(`is refused for ${kind}, wherever it stands`, () => {
      expect(() => keyOf(value)).toThrow(new KeyNotPlain({ path: "here", property: "", kind }))
      expect(() => keyOf({ deep: [{ money: value }] })).toThrow(
        new KeyNotPlain({ path: "here", property: "money", kind }),
      )
    })
  }

  it("is not misled by what lies behind it", () => {
    expect(keyOf({ __proto__: null, a: 1 })).toBe('{"a":1}')
    expect(keyOf(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}')
    expect(keyOf({ toString: 1, constructor: 2 })).toBe('{"toString":1,"constructor":2}')
  })

  it("is refused for undefined in an array, which JSON makes null", () => {
    const refusal = new KeyNotPlain({ path: "here", property: "1", kind: "undefined" })
    expect(() => keyOf([1, undefined])).toThrow(refusal)
    expect(() => keyOf(Array.of(1).concat(Array(2)))).toThrow(refusal)
    expect(keyOf(undefined)).not.toBe(keyOf("undefined"))
  })
})

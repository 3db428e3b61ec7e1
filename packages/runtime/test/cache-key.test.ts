import { describe, expect, it } from "vitest"
import { inputKey } from "../src/caches/cache-key.ts"
import { KeyNotPlain } from "../src/failures/key-not-plain.ts"

const keyOf = (input: unknown): string => inputKey(input, () => "here")

describe("the key of an input", () => {
  it("is the same for inputs that are the same", () => {
    const same: ReadonlyArray<readonly [unknown, unknown]> = [
      [{ a: [1, "b", null, true] }, { a: [1, "b", null, true] }],
      [Object.create(null), {}],
      [new Date(5), new Date(5)],
      [undefined, undefined],
    ]
    for (const [one, other] of same) expect(keyOf(one)).toBe(keyOf(other))
  })

  it("is another one for any other input", () => {
    const inputs = [
      [1, "1", [1], ["1"], { 0: 1 }, {}, [], null, "null", "", true, "true", 0, { a: {} }, { a: [] }],
      [undefined, "undefined", [undefined], ["undefined"], { a: undefined }, { a: "undefined" }],
      [new Date(5), new Date(5).toJSON(), "date 5", new Date(Number.NaN), "text 1", { a: "text 1" }],
    ].flat()
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
    [new Money(), "an instance of Money"],
    [Object.create({ inherited: 1 }), "an instance of Object"],
  ]
  for (const [value, kind] of refused) {
    it(`is refused for ${kind}, wherever it stands`, () => {
      expect(() => keyOf(value)).toThrow(new KeyNotPlain({ path: "here", property: "0", kind }))
      expect(() => keyOf({ deep: [{ money: value }] })).toThrow(
        new KeyNotPlain({ path: "here", property: "money", kind }),
      )
    })
  }

  it("is refused for an object that says itself what it is to JSON", () => {
    const refusal = new KeyNotPlain({ path: "here", property: "toJSON", kind: "a function" })
    expect(() => keyOf({ toJSON: () => 1, secret: 2 })).toThrow(refusal)
  })

  it("is not misled by names that every object has", () => {
    const inputs = [{ a: 1 }, JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), { toString: 1 }]
    expect(new Set(inputs.map(keyOf)).size).toBe(4)
  })
})

import { makePayloadFormat } from "@millrace/runtime/journal"
import type { PayloadCodec } from "@millrace/runtime/journal"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"

const subject = (): string => "output of step 'read'"
const format = makePayloadFormat()
const refusal = (value: unknown): string => {
  try {
    format.encode(value, subject)
  } catch (error) {
    return error instanceof Error ? error.message : "no error"
  }
  return "not refused"
}

/** A codec that nobody reads by accident. */
const flipped: PayloadCodec = {
  encode: (json) => Buffer.from(json).map((byte) => byte ^ 255),
  decode: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 255)).toString("utf8"),
}

describe("invariant 1: what is read is what was written, or it is not written", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", -12.5e-7],
    ["a negative zero", { at: [-0, 0] }],
    ["a text with every kind of character", "\u0000\ud800\u2028'\"\\😀"],
    ["a record without a prototype", Object.assign(Object.create(null), { a: 1 })],
    ["names that objects have", { constructor: 1, toString: 2, hasOwnProperty: 3 }],
    ["a nested value", { a: [{ b: null }, [], {}], c: "" }],
  ])("%s", (_what, value) => {
    const read = format.decode(format.encode(value, subject), subject)
    expect(read).toEqual(value)
  })

  it("leaves out a property that is undefined", () => {
    expect(format.encode({ a: undefined, b: 1 }, subject)).toBe('{"b":1}')
  })

  const looped: Record<string, unknown> = {}
  looped["self"] = looped
  it.each([
    ["a number that is none", { a: [Number.NaN] }, `is NaN at ["a"][0]`],
    ["an endless number", -Infinity, "is -Infinity, which"],
    ["a date", { at: new Date(0) }, `is an instance of Date at ["at"]`],
    ["a map", new Map(), "is an instance of Map"],
    ["bytes", new Uint8Array(1), "is an instance of Uint8Array"],
    ["an error", new Error("no"), "is an instance of Error"],
    ["a function", { f: () => 1 }, `is a function at ["f"]`],
    ["a symbol", Symbol("s"), "is a symbol"],
    ["a big integer", 1n, "is a bigint"],
    ["a hole", [1, undefined], "is undefined at [1]"],
    ["a property under a symbol", { [Symbol("s")]: 1 }, "is an object with a property that is a symbol"],
    ["a value that writes itself otherwise", { toJSON: () => 1 }, "is an object with a method 'toJSON'"],
    ["a value that holds itself", looped, "is an object that holds itself, or is too deep"],
  ])("refuses %s", (_what, value, problem) => {
    expect(refusal(value)).toContain(`output of step 'read' ${problem}`)
  })
})

describe("invariant 2: no secret is written, and nothing that poisons", () => {
  it("refuses a secret, and does not name it", () => {
    const message = refusal({ key: Redacted.make("hunter2") })
    expect(message).toContain(`is a secret at ["key"]`)
    expect(message).not.toContain("hunter2")
  })

  it("refuses an own property '__proto__' at any depth", () => {
    expect(refusal(JSON.parse('{"a":[{"__proto__":{"isAdmin":true}}]}'))).toContain(
      `is an object with a property '__proto__' at ["a"][0]`,
    )
  })
})

describe("invariant 3: the limit holds for the JSON", () => {
  it.each([undefined, flipped])("whatever a codec makes of it", (codec) => {
    const small = makePayloadFormat({ limitBytes: 10, ...(codec === undefined ? {} : { codec }) })
    expect(small.encode("12345678", subject)).toBeDefined()
    // Ten bytes of text, and two quotation marks.
    expect(() => small.encode("ääääää", subject)).toThrow(
      "output of step 'read' has 14 bytes, but the journal takes 10: keep it elsewhere and give its name",
    )
  })

  it("is a mebibyte", () => {
    expect(() => format.encode("x".repeat(1024 * 1024 - 2), subject)).not.toThrow()
    expect(() => format.encode("x".repeat(1024 * 1024 - 1), subject)).toThrow("has 1048577 bytes")
  })
})

describe("invariant 4: what was read is JSON data without '__proto__', whoever has written it", () => {
  it.each([
    '{"__proto__":{"isAdmin":true}}',
    String.raw`{"a":[{"\u005f_proto__":{"isAdmin":true}}]}`,
    String.raw`{"__prot\u006f__":1}`,
  ])("refuses %s", (json) => {
    expect(() => format.decode(json, subject)).toThrow(
      "output of step 'read' cannot be read from the journal: it is an object with a property '__proto__'",
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it("says what it cannot read", () => {
    expect(() => format.decode("{", subject)).toThrow("output of step 'read' cannot be read from the journal: ")
  })
})

describe("a codec", () => {
  const coded = makePayloadFormat({ codec: flipped })

  it("makes bytes that only it can read", () => {
    const payload = coded.encode({ a: 1 }, subject)
    expect(payload).toBeInstanceOf(Uint8Array)
    expect(coded.decode(payload, subject)).toEqual({ a: 1 })
    expect(() => format.decode(payload, subject)).toThrow("it was written with a codec, and none was given")
  })

  it("can be brought in when payloads have been written without it", () => {
    expect(coded.decode(format.encode({ a: 1 }, subject), subject)).toEqual({ a: 1 })
  })
})

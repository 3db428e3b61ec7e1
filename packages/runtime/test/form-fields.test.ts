import { describe, expect, it } from "vitest"
import * as Schema from "effect/Schema"
import { parseFieldAnswer } from "../src/human-tasks/field-answer.ts"
import { formFields } from "../src/human-tasks/form-fields.ts"
import type { FormField } from "../src/human-tasks/form-fields.ts"

const field = (key: string | undefined, kind: FormField["kind"], others: Partial<FormField> = {}): FormField => ({
  key,
  label: key ?? "answer",
  description: undefined,
  kind,
  choices: [],
  whenEmpty: "ask again",
  ...others,
})

describe("the fields of a form", () => {
  it("are its properties, with what they take and what nothing means", () => {
    const Form = Schema.Struct({
      approved: Schema.Boolean,
      by: Schema.String.annotate({ title: "Your name", description: "as in the register" }),
      count: Schema.Int,
      amount: Schema.optionalKey(Schema.Number),
      colour: Schema.Literals(["red", "green"]),
      size: Schema.Union([Schema.Literal(1), Schema.Literal("big")]),
      note: Schema.NullOr(Schema.String),
      tags: Schema.Array(Schema.String),
    })
    expect(formFields(Form)).toEqual([
      field("approved", "boolean"),
      field("by", "text", { label: "Your name", description: "as in the register" }),
      field("count", "number"),
      field("amount", "number", { whenEmpty: "leave out" }),
      field("colour", "choice", { choices: ["red", "green"] }),
      field("size", "choice", { choices: [1, "big"] }),
      field("note", "text", { whenEmpty: "null" }),
      field("tags", "json"),
    ])
  })

  it("are found behind the reference of a class", () => {
    class Decision extends Schema.Class<Decision>("Decision")({ approved: Schema.Boolean }) {}
    expect(formFields(Decision)).toEqual([field("approved", "boolean")])
  })

  it("are one field where the form is a single value", () => {
    expect(formFields(Schema.Boolean)).toEqual([field(undefined, "boolean")])
  })

  it("come from a Standard Schema that knows its JSON Schema, and are one JSON value otherwise", () => {
    const standard = { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) } as const
    const jsonSchema = { input: () => ({ type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] }) }
    expect(formFields({ "~standard": { ...standard, jsonSchema } as typeof standard })).toEqual([
      field("ok", "boolean"),
    ])
    expect(formFields({ "~standard": standard })).toEqual([field(undefined, "json")])
  })
})

describe("a typed line", () => {
  const cases: ReadonlyArray<readonly [FormField, string, ReturnType<typeof parseFieldAnswer>]> = [
    [field("a", "boolean"), " Yes ", { kind: "value", value: true }],
    [field("a", "boolean"), "n", { kind: "value", value: false }],
    [field("a", "boolean"), "maybe", { kind: "problem", message: "'maybe' is neither yes nor no" }],
    [field("a", "number"), "-1.5e3", { kind: "value", value: -1500 }],
    [field("a", "number"), "ten", { kind: "problem", message: "'ten' is not a number" }],
    [field("a", "text"), " some words ", { kind: "value", value: "some words" }],
    [field("a", "text"), "", { kind: "problem", message: "an answer is needed" }],
    [field("a", "text", { whenEmpty: "null" }), "  ", { kind: "value", value: null }],
    [field("a", "text", { whenEmpty: "leave out" }), "", { kind: "left out" }],
    [field("a", "choice", { choices: [1, "big"] }), "1", { kind: "value", value: 1 }],
    [field("a", "choice", { choices: [1, "big"] }), "2", { kind: "problem", message: "'2' is none of '1', 'big'" }],
    [field("a", "json"), '["x"]', { kind: "value", value: ["x"] }],
    [field("a", "json"), "[", { kind: "problem", message: "'[' is not JSON" }],
  ]
  for (const [asked, line, answer] of cases) {
    it(`'${line}' for a ${asked.kind} that ${asked.whenEmpty === "ask again" ? "is needed" : `may be nothing`} is ${JSON.stringify(answer)}`, () => {
      expect(parseFieldAnswer(asked, line)).toEqual(answer)
    })
  }
})

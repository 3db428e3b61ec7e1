import type { AnySchema } from "@millrace/plan"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { isEffectSchema } from "../schemas/effect-schema.ts"

/** One question of a form. */
export interface FormField {
  /** The property that the answer becomes; `undefined` where the whole form is one value. */
  readonly key: string | undefined
  readonly label: string
  readonly description: string | undefined
  readonly kind: "boolean" | "number" | "text" | "choice" | "json"
  /** The values to choose from; for a `choice`. */
  readonly choices: ReadonlyArray<unknown>
  /** What an empty answer means. */
  readonly whenEmpty: "ask again" | "leave out" | "null"
}

type Json = Readonly<Record<string, unknown>>

/** Gives the questions of a form, one for each property of its JSON Schema. */
export function formFields(form: AnySchema): ReadonlyArray<FormField> {
  const document = jsonSchema(form)
  const root = resolved(document, document)
  const properties = isRecord(root["properties"]) ? Object.entries(root["properties"]) : []
  if (root["type"] !== "object" || properties.length === 0) return [fieldOf(undefined, root, true)]
  const required = Array.isArray(root["required"]) ? root["required"] : []
  return properties.map(([key, property]) => fieldOf(key, resolved(property, document), required.includes(key)))
}

function fieldOf(key: string | undefined, schema: Json, isRequired: boolean): FormField {
  const alternatives = alternativesOf(schema)
  const values = alternatives.filter((each) => each["type"] !== "null")
  const shape = values.length === 1 ? values[0] : undefined
  const acceptsNull = values.length < alternatives.length
  return {
    key,
    label: textOf(schema["title"]) ?? textOf(shape?.["title"]) ?? key ?? "answer",
    description: textOf(schema["description"]) ?? textOf(shape?.["description"]),
    ...kindOf(shape),
    whenEmpty: !isRequired ? "leave out" : acceptsNull ? "null" : "ask again",
  }
}

function kindOf(shape: Json | undefined): Pick<FormField, "kind" | "choices"> {
  if (shape === undefined) return { kind: "json", choices: [] }
  if (Array.isArray(shape["enum"])) return { kind: "choice", choices: shape["enum"] }
  if ("const" in shape) return { kind: "choice", choices: [shape["const"]] }
  if (shape["type"] === "boolean") return { kind: "boolean", choices: [] }
  if (shape["type"] === "number" || shape["type"] === "integer") return { kind: "number", choices: [] }
  return { kind: shape["type"] === "string" ? "text" : "json", choices: [] }
}

/** The members of a union, without the texts that stand for the numbers JSON does not have; any other schema is its own. */
function alternativesOf(schema: Json): ReadonlyArray<Json> {
  const members = schema["anyOf"] ?? schema["oneOf"]
  if (!Array.isArray(members)) return [schema]
  const alternatives = members.filter(isRecord)
  if (!alternatives.some((each) => kindOf(each).kind === "number")) return mergedChoices(alternatives)
  return alternatives.filter((each) => !(Array.isArray(each["enum"]) && each["enum"].includes("NaN")))
}

/** A union of literals is one choice. */
function mergedChoices(alternatives: ReadonlyArray<Json>): ReadonlyArray<Json> {
  const values = alternatives.filter((each) => each["type"] !== "null")
  const choices = values.map((each) => kindOf(each)).filter(({ kind }) => kind === "choice")
  if (values.length < 2 || choices.length < values.length) return alternatives
  return [{ enum: choices.flatMap((each) => each.choices) }, ...alternatives.filter((each) => each["type"] === "null")]
}

function jsonSchema(form: AnySchema): Json {
  try {
    if (isEffectSchema(form)) {
      const { schema, definitions } = Schema.toJsonSchemaDocument(form)
      return { ...schema, $defs: definitions }
    }
    const standard: unknown = form["~standard"]
    const converter = Predicate.hasProperty(standard, "jsonSchema") ? standard.jsonSchema : undefined
    if (!Predicate.hasProperty(converter, "input") || typeof converter.input !== "function") return {}
    const converted: unknown = converter.input({ target: "draft-2020-12" })
    return isRecord(converted) ? converted : {}
  } catch {
    // A schema that has no JSON Schema is asked for as one JSON value.
    return {}
  }
}

function resolved(schema: unknown, document: Json): Json {
  if (!isRecord(schema)) return {}
  const reference = textOf(schema["$ref"])
  if (reference === undefined) return schema
  const name = decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1))
  const definitions = document["$defs"]
  return isRecord(definitions) && Object.hasOwn(definitions, name) && isRecord(definitions[name])
    ? definitions[name]
    : {}
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}

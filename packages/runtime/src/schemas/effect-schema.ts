import type { AnySchema, ValueIssue } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { ready } from "../runner/ready.ts"
import { settled } from "../runner/settled.ts"
import type { Checker } from "./checker.ts"

type EffectSchema = Schema.Codec<unknown, unknown>

/** Whether a schema is one of effect's. */
export function isEffectSchema(schema: AnySchema): schema is EffectSchema {
  return Predicate.hasProperty(schema, "ast") && SchemaAST.isAST(schema.ast)
}

/** Makes the function that decodes outside values with an effect schema, or validates inside ones on its type side. */
export function effectChecker(schema: EffectSchema, side: "decode" | "validate"): Checker {
  // Only the AST of a schema is read by its parser, and the type side of a schema is a schema.
  const checked = side === "decode" ? schema : ({ ast: SchemaAST.toType(schema.ast) } as EffectSchema)
  const parse = SchemaParser.decodeUnknownEffect(checked)
  return (value) => {
    const parsed = parse(value, parseOptions)
    const exit = settled(parsed)
    return exit?._tag === "Success" ? ready(exit.value) : Effect.mapErrorEager(parsed, valueIssues)
  }
}

/**
 * Makes the function that decodes with a schema that only computes: it looks for the first issue, and for all of them when
 * there is one. That is what effect's compiled code is written for.
 */
export function quickChecker(schema: EffectSchema): Checker {
  const parse = SchemaParser.decodeUnknownEffect(schema)
  const parseWhole = effectChecker(schema, "decode")
  return (value) => {
    const exit = settled(parse(value))
    return exit?._tag === "Success" ? ready(exit.value) : parseWhole(value)
  }
}

const parseOptions: SchemaAST.ParseOptions = { errors: "all", reportInput: true }

/** Gives what an issue of effect says, in the words of this project. */
export function valueIssues(issue: SchemaIssue.Issue): ReadonlyArray<ValueIssue> {
  const standardIssues = SchemaIssue.makeFormatterStandardSchemaV1()
  return standardIssues(issue).issues.map(({ message, path }) => ({
    path: (path ?? []).map((key) => pathKey(key)),
    message: sentence(message),
  }))
}

function pathKey(key: PropertyKey | { readonly key: PropertyKey }): string | number {
  const plain = typeof key === "object" ? key.key : key
  return typeof plain === "number" ? plain : String(plain)
}

/** The schema's own words in the form this project uses: found before expected would be `expected …, found …`. */
function sentence(message: string): string {
  const parts = /^Expected (.*), got (.*)$/s.exec(message)
  if (parts !== null) return `expected ${parts[1]}, found ${shortened(parts[2] ?? "")}`
  return message === "Missing key" ? "missing" : message
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

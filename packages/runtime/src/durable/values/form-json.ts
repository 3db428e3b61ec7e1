import type { AnySchema } from "@millrace/plan"
import * as Schema from "effect/Schema"
import { isEffectSchema } from "../../schemas/effect-schema.ts"

/** Gives the JSON Schema of what a form takes, or nothing where its library cannot say. */
export function formJson(form: AnySchema): unknown {
  if (!isEffectSchema(form)) return undefined
  try {
    const { schema, definitions } = Schema.toJsonSchemaDocument(form)
    return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions }
  } catch {
    return undefined
  }
}

import { createHash } from "node:crypto"
import type { AnySchema } from "@millrace/plan"
import * as Schema from "effect/Schema"
import * as SchemaRepresentation from "effect/SchemaRepresentation"
import { isEffectSchema } from "../../schemas/effect-schema.ts"

/** Gives eight hexadecimal digits of a text's SHA-256. */
export function shortDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8)
}

const known = new WeakMap<object, string>()

/**
 * Gives what tells a schema from another in a fingerprint: a digest of an effect schema's structure, the vendor of any
 * other schema, whose structure nobody can see.
 */
export function schemaDigest(schema: AnySchema | undefined): string {
  if (schema === undefined) return "any"
  const digest = known.get(schema) ?? digestOf(schema)
  known.set(schema, digest)
  return digest
}

function digestOf(schema: AnySchema): string {
  if (!isEffectSchema(schema)) return schema["~standard"].vendor
  try {
    return shortDigest(JSON.stringify(SchemaRepresentation.toJson(Schema.toRepresentation(schema))))
  } catch {
    // A schema with parts that cannot be written down is told from none.
    return "effect"
  }
}

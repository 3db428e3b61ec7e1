import type { AnySchema } from "@millrace/plan"
import type * as SchemaAST from "effect/SchemaAST"
import { effectChecker, isEffectSchema, quickChecker } from "./effect-schema.ts"
import { inputSchema } from "./schema-check.ts"
import type { InputSchema } from "./schema-check.ts"
import { schemaShape } from "./schema-shape.ts"
import { staleRunner } from "./stale-runner.ts"

/** What effect's compiler made of a schema when the runner was built. */
export interface CompiledSchema {
  /** The `schemaShape` that it was made for. */
  readonly shape: string
  /** Whether decoding does nothing but compute, as `isPureSchema` found. */
  readonly isPure: boolean
  /** Makes effect's parsers use it for this schema. */
  readonly install: (ast: SchemaAST.AST) => void
}

/**
 * Decodes an input with a schema of effect's that was compiled when the runner was built.
 *
 * **Details**
 *
 * A schema that has another shape now is decoded by effect's interpreter, until the runner is built again: the code is
 * never used for a schema that it was not made for.
 *
 * @since 0.1.0
 */
export function decodeCompiled<Schema extends AnySchema>(
  schema: Schema,
  { shape, isPure, install }: CompiledSchema,
): InputSchema<Schema> {
  if (!isEffectSchema(schema)) throw staleRunner("the schema of an input is none of effect's any more")
  const isCurrent = schemaShape(schema.ast) === shape
  if (isCurrent) install(schema.ast)
  return inputSchema(schema, isCurrent && isPure ? quickChecker(schema) : effectChecker(schema, "decode"))
}

import type * as Schema from "effect/Schema"
import type { StandardSchemaV1 } from "effect/StandardSchema"

/** An effect schema without service requirements, or any Standard Schema v1 value (zod, valibot, arktype and others). */
export type AnySchema = Schema.Codec<unknown, unknown> | StandardSchemaV1<unknown, unknown>

/** What a schema accepts from outside: the encoded side of an effect schema, the input of a Standard Schema. */
export type SchemaInput<S> = S extends { readonly Encoded: infer Encoded }
  ? Encoded
  : S extends StandardSchemaV1<infer Input, infer _Output>
    ? Input
    : never

/** What a decoded value has inside the workflow: the type side of an effect schema, the output of a Standard Schema. */
export type SchemaType<S> = S extends { readonly Type: infer Type }
  ? Type
  : S extends StandardSchemaV1<infer _Input, infer Output>
    ? Output
    : never

import * as Schema from "effect/Schema"

/** The schema of a body that is described under a name. */
export type Described<Type> = Schema.Codec<Type, unknown>

/** Makes the schema of a body, which the OpenAPI document has under a name. */
export function described<Fields extends Schema.Struct.Fields>(
  fields: Fields,
  identifier: string,
): Described<Schema.Struct.Type<Fields>> {
  // Nothing here needs a service to be written.
  return Schema.Struct(fields).annotate({ identifier }) as unknown as Described<Schema.Struct.Type<Fields>>
}

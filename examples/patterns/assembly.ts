import * as Schema from "effect/Schema"

/** Something that is put together from parts, which are too. */
export interface Assembly {
  readonly name: string
  readonly parts: ReadonlyArray<Assembly>
}

/** The schema of an assembly. */
export const Assembly: Schema.Codec<Assembly> = Schema.Struct({
  name: Schema.String,
  parts: Schema.Array(Schema.suspend((): Schema.Codec<Assembly> => Assembly)),
})

import * as Schema from "effect/Schema"

/** The input of every work. */
export const Count = Schema.Struct({ n: Schema.Number })

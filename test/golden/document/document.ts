import * as Schema from "effect/Schema"

export const DocumentInput = Schema.Struct({ path: Schema.String })

export const ReviewForm = Schema.Struct({ approved: Schema.Boolean, by: Schema.String })

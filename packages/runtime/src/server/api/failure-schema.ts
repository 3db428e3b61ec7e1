import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as Schema from "effect/Schema"

/** The statuses of failures. */
export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 421 | 422 | 429 | 500 | 501 | 503

const failure = Schema.Struct({
  tag: Schema.String.annotate({ description: "What kind of failure it is" }),
  message: Schema.String.annotate({ description: "One sentence" }),
  fields: Schema.optionalKey(
    Schema.Record(Schema.String, Schema.Unknown).annotate({ description: "What the failure says besides" }),
  ),
}).annotate({ identifier: "Failure", description: "Why a request was not done" })

/** Gives the schema of what answers a request that fails. */
export function failureSchema(status: FailureStatus): Schema.Top {
  return failure.pipe(HttpApiSchema.status(status))
}

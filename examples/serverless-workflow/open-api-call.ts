import * as Schema from "effect/Schema"
import { callHttp } from "./http-call.ts"
import type { Response } from "./http-call.ts"

/** As much of a Swagger 2.0 document as a call without a body needs. */
const Document = Schema.Struct({
  host: Schema.String,
  basePath: Schema.String,
  schemes: Schema.NonEmptyArray(Schema.Literals(["http", "https"])),
  paths: Schema.Record(
    Schema.String,
    Schema.Record(
      Schema.String,
      Schema.Struct({
        operationId: Schema.String,
        parameters: Schema.Array(Schema.Struct({ name: Schema.String, in: Schema.Literals(["path", "query"]) })),
      }),
    ),
  ),
})

/** Reads an OpenAPI document, and makes the call that it describes under an operation's id. */
export async function callOpenApi(
  operation: {
    readonly document: string
    readonly operationId: string
    readonly parameters: Readonly<Record<string, string | number>>
  },
  abortSignal: AbortSignal,
): Promise<Response> {
  const { content } = await callHttp({ method: "GET", uri: operation.document }, abortSignal)
  const uri = uriOf(Schema.decodeUnknownSync(Document)(content), operation)
  return callHttp({ method: "GET", uri }, abortSignal)
}

function uriOf(
  document: typeof Document.Type,
  { operationId, parameters }: Omit<Parameters<typeof callOpenApi>[0], "document">,
): string {
  const found = Object.entries(document.paths).find(([, methods]) => methods["get"]?.operationId === operationId)
  if (found === undefined) throw new RangeError(`the document has no operation '${operationId}' with method GET`)
  const [path, { get }] = found
  const given = (get?.parameters ?? []).map(({ name, in: place }) => ({ name, place, value: String(parameters[name]) }))
  const filled = given
    .filter(({ place }) => place === "path")
    .reduce((text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(value)), path)
  const uri = new URL(`${document.schemes[0]}://${document.host}${document.basePath}${filled}`)
  for (const { name, value } of given.filter(({ place }) => place === "query")) uri.searchParams.set(name, value)
  return uri.href
}

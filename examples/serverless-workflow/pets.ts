import { activity } from "@millrace/dsl/activity"
import * as Schema from "effect/Schema"
import { CallFailed, callHttp, NotFound, Unavailable } from "./http-call.ts"
import { callOpenApi } from "./open-api-call.ts"

const errors = [NotFound, Unavailable, CallFailed]
const Headers = Schema.Record(Schema.String, Schema.String)

/** A pet of the store. */
const Pet = Schema.Struct({ id: Schema.Int, name: Schema.String, status: Schema.String })

/** A whole HTTP exchange about a pet. */
const PetResponse = Schema.Struct({
  request: Schema.Struct({ method: Schema.String, uri: Schema.String, headers: Headers }),
  statusCode: Schema.Int,
  headers: Headers,
  content: Pet,
})

/** Gets a list of pets from a URI. */
export const getPets = activity("get-pets", {
  output: Schema.Array(Pet),
  errors,
  effects: "none",
  run: async (uri: string, { abortSignal }) => {
    const { content } = await callHttp({ method: "GET", uri }, abortSignal)
    return Schema.decodeUnknownSync(Schema.Array(Pet))(content)
  },
})

/** Gets a pet from a URI, with the exchange that it came in. */
export const getPet = activity("get-pet", {
  output: PetResponse,
  errors,
  effects: "none",
  run: async (uri: string, { abortSignal }) =>
    Schema.decodeUnknownSync(PetResponse)(await callHttp({ method: "GET", uri }, abortSignal)),
})

/** A call of an operation that an OpenAPI document describes. */
interface Operation {
  readonly document: string
  readonly operationId: string
  readonly parameters: Readonly<Record<string, string | number>>
}

/** Calls an operation that gives a list of pets. */
export const callForPets = activity("call-for-pets", {
  output: Schema.Array(Pet),
  errors,
  effects: "none",
  run: async (operation: Operation, { abortSignal }) => {
    const { content } = await callOpenApi(operation, abortSignal)
    return Schema.decodeUnknownSync(Schema.Array(Pet))(content)
  },
})

/** Calls an operation that gives a pet. */
export const callForPet = activity("call-for-pet", {
  output: PetResponse,
  errors,
  effects: "none",
  run: async (operation: Operation, { abortSignal }) =>
    Schema.decodeUnknownSync(PetResponse)(await callOpenApi(operation, abortSignal)),
})

/** Logs in with a name and a password. */
export const logIn = activity("log-in", {
  errors,
  run: async (
    { uri, username, password }: { readonly uri: string; readonly username: string; readonly password: string },
    { abortSignal },
  ) => {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`
    const { statusCode } = await callHttp({ method: "GET", uri, headers: { authorization } }, abortSignal)
    return statusCode
  },
})

import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import type * as Schema from "effect/Schema"
import type { ServerParts } from "../server-parts.ts"
import { failureSchema } from "./failure-schema.ts"
import type { FailureStatus } from "./failure-schema.ts"
import type { AnyParams } from "./operation-shapes.ts"

/** Something that the server does, with its place in the API and its description. */
export interface Operation {
  readonly name: string
  readonly method: "GET" | "POST"
  readonly path: `/${string}`
  /** Whether it needs no key: it tells nothing, or a signed token stands in its path. */
  readonly isOpen: boolean
  readonly endpoint: HttpApiEndpoint.Top
  readonly run: (request: never, parts: ServerParts) => Promise<unknown>
}

/** What an operation is made of. */
export interface OperationDefinition<
  Params extends AnyParams,
  Query extends AnyParams,
  Payload extends Schema.Top,
  Success extends Schema.Top,
> {
  readonly name: string
  readonly method: "GET" | "POST"
  readonly path: `/${string}`
  readonly summary: string
  readonly details?: string
  /** @default false */
  readonly isOpen?: boolean
  readonly params?: Params
  readonly query?: Query
  readonly payload?: Payload
  /** Of one that has no body: 204. */
  readonly success?: Success
  /** Other statuses with the same body. */
  readonly otherStatuses?: ReadonlyArray<number>
  readonly failures?: ReadonlyArray<FailureStatus>
  readonly run: (
    request: {
      readonly params: Schema.Struct.Type<Params>
      readonly query: Schema.Struct.Type<Query>
      readonly payload: Payload["Type"]
      readonly request: Request
    },
    parts: ServerParts,
  ) => Promise<Success["Type"] | Response>
}

/** Makes an operation: its schemas check what comes and goes, and describe it in the OpenAPI document. */
export function operation<
  Params extends AnyParams = Record<never, never>,
  Query extends AnyParams = Record<never, never>,
  Payload extends Schema.Top = typeof Schema.Void,
  Success extends Schema.Top = typeof Schema.Void,
>(definition: OperationDefinition<Params, Query, Payload, Success>): Operation {
  const { name, method, path, summary, details, isOpen = false, params, query, payload, success, run } = definition
  const statuses = new Set<FailureStatus>([400, ...(isOpen ? [] : [401 as const]), ...(definition.failures ?? [])])
  const body = success ?? HttpApiSchema.NoContent
  const others = (definition.otherStatuses ?? []).map((status) => body.pipe(HttpApiSchema.status(status)))
  const options = {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(payload === undefined ? {} : { payload }),
    success: [body, ...others],
    error: [...statuses].toSorted((one, other) => one - other).map((status) => failureSchema(status)),
  }
  // The types of effect say of each endpoint what its handler is given; here `run` says so, and they are left behind.
  const made = HttpApiEndpoint.make(method)(name, path, options as never) as unknown as HttpApiEndpoint.Top
  const described = { summary, ...(details === undefined ? {} : { description: details }) }
  const transform = (spec: object): Record<string, unknown> => {
    const { security: _, ...rest } = spec as { readonly security?: unknown }
    return isOpen ? { ...rest, security: [] } : rest
  }
  const endpoint = made.annotateMerge(OpenApi.annotations({ identifier: name, ...described, transform }))
  return { name, method, path, isOpen, endpoint, run }
}

/** Gives what the paths of an operation look like. */
export function patternOf({ path }: Operation): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`)
}

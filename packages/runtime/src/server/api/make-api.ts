import type { ValueIssue } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import type { HttpApiSchemaError } from "effect/http-api/HttpApiError"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as OpenApi from "effect/http-api/OpenApi"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import { valueIssues } from "../../schemas/effect-schema.ts"
import { formatIssues } from "../../schemas/issues.ts"
import type { ServerParts } from "../server-parts.ts"
import { failureResponse, responseOf } from "./failure-response.ts"
import { patternOf } from "./operation.ts"
import type { Operation } from "./operation.ts"
import { makeReferencePage } from "./reference-page.ts"
import { RequestRefused } from "./request-refused.ts"
import { securityOf } from "./security.ts"
import { withWebhookCalls } from "./webhook-calls.ts"

/** The operations of a server behind one function of Fetch. */
export interface Api {
  readonly handle: (request: Request) => Promise<Response>
  readonly close: () => Promise<void>
}

const groupName = "engine"

/** Tokens and ids stand in paths. */
const routerConfig = { maxParamLength: 8_192 }

/** Is told of requests that do not fit their schemas. */
class Unfit extends HttpApiMiddleware.Service<Unfit>()("@millrace/server/Unfit", { error: [] }) {}

/** Makes the API of the operations: routes, checks by their schemas, `/openapi.json`, and a page that shows it to people. */
export function makeApi(operations: ReadonlyArray<Operation>, parts: ServerParts): Api {
  const api = describedApi(operations)
  const answer = (run: () => Promise<unknown>): Promise<unknown> =>
    run().then(
      (value) => (value instanceof Response ? HttpServerResponse.fromWeb(value) : value),
      (failure: unknown) => HttpServerResponse.fromWeb(failureResponse(failure, parts.onError)),
    )
  const handlers = HttpApiBuilder.group(
    api,
    groupName,
    (group) =>
      operations.reduce<AnyHandlers>(
        (handled, { name, run }) =>
          handled.handle(name, (given) => {
            // A web handler is given requests of Fetch.
            const request = given.request.source as Request
            // What the schemas of the endpoint have decoded is what `run` is written for.
            const decoded = { params: {}, query: {}, ...given, request } as never
            return Effect.promise(() => answer(() => run(decoded, parts)))
          }),
        // The types of effect count the endpoints that have a handler, of which there are as many as there are operations.
        group as unknown as AnyHandlers,
      ) as never,
  )
  const unfit = HttpApiMiddleware.layerSchemaErrorTransform(Unfit, (error) =>
    Effect.sync(() => HttpServerResponse.fromWeb(failureResponse(unfitFailure(error), parts.onError))),
  )
  const unknown = HttpRouter.add("*", "*", (request) =>
    Effect.sync(() => HttpServerResponse.fromWeb(failureResponse(unknownRoute(request, operations), parts.onError))),
  )
  const routes = HttpApiBuilder.layer(api, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide(handlers),
    Layer.provide(unfit),
  )
  const app = Layer.mergeAll(routes, unknown).pipe(Layer.provide(HttpServer.layerServices))
  const { handler, dispose } = HttpRouter.toWebHandler(app, { disableLogger: true, routerConfig })
  const page = makeReferencePage(api)
  return {
    handle: async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method !== "GET") return withBody(await handler(request))
      if (pathname === "/") return new Response(null, { status: 302, headers: { location: page.path } })
      return pathname === page.path ? page.handle(request) : withBody(await handler(request))
    },
    close: async () => {
      await page.close()
      await dispose()
    },
  }
}

interface AnyHandlers {
  readonly handle: (
    name: string,
    run: (given: { readonly request: HttpServerRequest }) => Effect.Effect<unknown>,
  ) => AnyHandlers
}

/** Whoever misspells an id must not start an execution twice. */
const strict = { onExcessProperty: "error" } as const

type AnyApi = HttpApi.HttpApi<"millrace", HttpApiGroup.HttpApiGroup<typeof groupName>>

function describedApi(operations: ReadonlyArray<Operation>): AnyApi {
  const empty = HttpApiGroup.make(groupName)
  const group = operations.reduce<HttpApiGroup.Top>(
    // Which endpoints a group has is in the types of effect; here it is in the list.
    (made, { endpoint }) => made.add(endpoint as never),
    empty as unknown as HttpApiGroup.Top,
  )
  const api = HttpApi.make("millrace").add(group.middleware(Unfit) as never)
  const description = "Starts, watches and steers durable executions of workflows."
  const transform = (spec: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    securityOf(withWebhookCalls(spec))
  const annotations = { title: "Millrace", version: "0.1.0", description, transform }
  return api
    .annotateMerge(OpenApi.annotations(annotations))
    .annotate(HttpApi.PayloadParseOptions, strict)
    .annotate(HttpApi.QueryParseOptions, strict) as unknown as AnyApi
}

const places: Readonly<Record<HttpApiSchemaError["kind"], string>> = {
  Params: "path",
  Headers: "headers",
  Query: "query",
  Payload: "body",
  Body: "answer",
  ResponseHeaders: "answer",
}

/** What the server itself would have answered wrongly is its own mistake. */
function unfitFailure(error: HttpApiSchemaError): unknown {
  const isOurs = error.kind === "Body" || error.kind === "ResponseHeaders"
  if (isOurs) return error.cause
  const issues: ReadonlyArray<ValueIssue> = valueIssues(error.cause.issue)
  const place = places[error.kind]
  return new RequestRefused("RequestInvalid", `the ${place} does not fit: ${formatIssues(place, issues)}`, { issues })
}

function unknownRoute({ method, url }: HttpServerRequest, operations: ReadonlyArray<Operation>): RequestRefused {
  const path = new URL(url, "http://localhost").pathname
  const others = operations.filter((each) => patternOf(each).test(path))
  if (others.length > 0) {
    const allowed = others.flatMap(({ method: each }) => (each === "GET" ? [each, "HEAD"] : [each]))
    return new RequestRefused("MethodRefused", `'${method}' cannot be asked here, but ${allowed.join(", ")}`, {
      allowed,
    })
  }
  const known = [...operations.map((each) => `${each.method} ${each.path}`), "GET /openapi.json", "GET /docs"]
  const shown = path.length > 100 ? `${path.slice(0, 100)}…` : path
  return new RequestRefused("RouteUnknown", `there is no '${shown}' here, but there is what 'known' lists`, { known })
}

/** What effect refuses by itself has a status, and says no more in JSON. */
function withBody(response: Response): Response {
  if (response.status < 400 || response.headers.get("content-type")?.startsWith("application/json") === true) {
    return response
  }
  if (response.status === 415) {
    const message = "the body must be JSON, and say so: 'content-type: application/json'"
    return responseOf({ tag: "ContentTypeRefused", message }, 415)
  }
  return response.status < 500
    ? responseOf({ tag: "RequestInvalid", message: "the request cannot be read" }, 400)
    : responseOf({ tag: "InternalError", message: "the server failed" }, 500)
}

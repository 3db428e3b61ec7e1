import type { Engine } from "../durable/engine.ts"
import { failureResponse } from "./api/failure-response.ts"
import { makeApi } from "./api/make-api.ts"
import { patternOf } from "./api/operation.ts"
import type { Operation } from "./api/operation.ts"
import { withBoundedBody } from "./guard/bounded-body.ts"
import { checkHost } from "./guard/hosts.ts"
import { makeKeyCheck } from "./guard/keys.ts"
import { checkOrigin, preflight, withOrigin } from "./guard/origins.ts"
import { operations } from "./operations/operations.ts"
import type { ServeOptions } from "./serve-options.ts"

/** Who may ask what of a server, and what it is told. */
export interface HandlerOptions extends Pick<ServeOptions, "key" | "hosts" | "origins" | "limitBytes" | "onError"> {
  /** Whether requests have to name this machine as they reach it. @default false */
  readonly isLoopback?: boolean
  /** Aborts when the server ends. */
  readonly ending?: AbortSignal
}

/** An engine behind one function of Fetch. */
export interface EngineHandler {
  readonly handle: (request: Request) => Promise<Response>
  readonly close: () => Promise<void>
}

/** Calls to webhooks come as whoever makes them likes; the engine says what becomes of them. */
const webhookPath = /^\/webhooks\/[^/]+$/

const mebibyte = 1024 * 1024

/**
 * Makes the function of Fetch that serves an engine, to be mounted in a server of your own.
 *
 * Owns who is heard, in this order, before anything of a request is read:
 * 1. a request to a server on loopback that was not made to a name of it is refused;
 * 2. so is one from a page of another site, unless that is allowed;
 * 3. so is one without the key, but for those operations whose path has a signed token or that tell nothing;
 * 4. a body is read up to its limit.
 *
 * @since 0.1.0
 */
export function makeHandler(engine: Engine, options: HandlerOptions = {}): EngineHandler {
  const { key, origins = [], limitBytes = 2 * mebibyte, onError = (error) => console.error(error) } = options
  const { ending = new AbortController().signal } = options
  const api = makeApi(operations, { engine, ending, onError })
  const allowedOrigins = new Set(origins)
  const hosts = options.hosts?.map((host) => host.toLowerCase())
  const allowedHosts = options.isLoopback === true ? new Set(hosts) : hosts && new Set(hosts)
  const checkKey = key === undefined ? undefined : makeKeyCheck(key)
  const open = operations.filter((each) => each.isOpen)
  const answer = async (request: Request): Promise<Response> => {
    const asked = preflight(request, allowedOrigins)
    if (asked !== undefined) return asked
    checkHost(request, allowedHosts)
    checkOrigin(request, allowedOrigins)
    if (webhookPath.test(new URL(request.url).pathname)) return engine.handleWebhook(request)
    if (checkKey !== undefined && !isOpen(request, open)) checkKey(request)
    if (request.method === "HEAD") return withoutBody(request, api.handle)
    return api.handle(await withBoundedBody(request, limitBytes))
  }
  return {
    handle: async (request) => {
      const answered = await answer(request).catch((failure: unknown) => failureResponse(failure, onError))
      return withOrigin(answered, request, allowedOrigins)
    },
    close: api.close,
  }
}

/** HEAD is told what GET would be, but for the body, which nobody waits for. */
async function withoutBody(request: Request, handle: EngineHandler["handle"]): Promise<Response> {
  const ended = new AbortController()
  const signal = AbortSignal.any([request.signal, ended.signal])
  const { status, headers } = await handle(new Request(request, { method: "GET", signal }))
  ended.abort()
  return new Response(null, { status, headers })
}

function isOpen({ method, url }: Request, open: ReadonlyArray<Operation>): boolean {
  const { pathname } = new URL(url)
  const asked = method === "HEAD" ? "GET" : method
  return open.some((each) => each.method === asked && patternOf(each).test(pathname))
}

import { RequestRefused } from "../api/request-refused.ts"

/** What a page of another site may do with this server. */
const headers = {
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type, last-event-id",
  "access-control-max-age": "600",
}

/** Refuses what a page of another site has sent, unless that site is allowed to. */
export function checkOrigin(request: Request, allowed: ReadonlySet<string>): void {
  const origin = request.headers.get("origin")
  if (origin !== null) {
    if (allowed.has(origin) || isOwn(origin, request)) return
    const message = `pages of '${origin}' may not use this server: name it in 'origins' ('--allow-origin') if they should`
    throw new RequestRefused("OriginRefused", message)
  }
  // Not every request of a page has an origin, but browsers tell of those that come from another site.
  if (request.headers.get("sec-fetch-site") !== "cross-site") return
  throw new RequestRefused("OriginRefused", "pages of other sites may not use this server")
}

/** Answers the question of a browser whether a page may send a request. */
export function preflight(request: Request, allowed: ReadonlySet<string>): Response | undefined {
  if (request.method !== "OPTIONS" || !allowed.has(request.headers.get("origin") ?? "")) return undefined
  return new Response(null, { status: 204, headers })
}

/** Lets the page of an allowed site read an answer. */
export function withOrigin(response: Response, request: Request, allowed: ReadonlySet<string>): Response {
  const origin = request.headers.get("origin")
  if (origin === null || !allowed.has(origin)) return response
  response.headers.set("access-control-allow-origin", origin)
  response.headers.append("vary", "origin")
  return response
}

function isOwn(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host")
}

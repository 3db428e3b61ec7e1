import type * as HttpApi from "effect/http-api/HttpApi"
import type * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpRouter from "effect/http/HttpRouter"

/** A page for browsers. */
export interface ReferencePage {
  readonly path: string
  readonly handle: (request: Request) => Promise<Response>
  readonly close: () => Promise<void>
}

/** The page has its script in itself, and asks nobody but the server that it came from. */
const contentSecurity = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'"

/** Makes the page that shows an API and lets one try it. Its script is three megabytes, and is loaded when it is first asked for. */
export function makeReferencePage<Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<string, Groups>,
): ReferencePage {
  let made: Promise<Omit<ReferencePage, "path">> | undefined
  return {
    path: "/docs",
    handle: async (request) => {
      const { handle } = await (made ??= makePage(api))
      const { status, headers, body } = await handle(request)
      const more = { "content-security-policy": contentSecurity, "x-content-type-options": "nosniff" }
      return new Response(body, { status, headers: { ...Object.fromEntries(headers), ...more } })
    },
    close: async () => (await made)?.close(),
  }
}

async function makePage<Groups extends HttpApiGroup.Constraint>(
  api: HttpApi.HttpApi<string, Groups>,
): Promise<Omit<ReferencePage, "path">> {
  const HttpApiScalar = await import("effect/http-api/HttpApiScalar")
  const page = HttpApiScalar.layer(api, { scalar: { withDefaultFonts: false } })
  const { handler, dispose } = HttpRouter.toWebHandler(page, { disableLogger: true })
  return { handle: (request) => handler(request), close: dispose }
}

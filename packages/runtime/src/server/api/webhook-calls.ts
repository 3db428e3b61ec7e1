/** A part of an OpenAPI document. */
type Part = Readonly<Record<string, unknown>>

/** Where webhooks are called, as OpenAPI writes it. */
const path = "/webhooks/{token}"

/** What a call is refused with, beside its code. */
interface Refusal {
  readonly error: string
  readonly description: string
  readonly more?: Readonly<Record<string, Part>>
  readonly headers?: Readonly<Record<string, Part>>
}

const issue = object({
  path: { type: "array", items: { type: ["string", "number"] }, description: "Where it is in the body" },
  message: { type: "string" },
})

/** By status; `webhooks/answers.ts` makes them. */
const refusals: Readonly<Record<number, Refusal>> = {
  401: { error: "refused", description: "The workflow does not take the call for what it says to be" },
  404: { error: "not-found", description: "Nobody has made this token, or waits for a call with it" },
  405: {
    error: "method-not-allowed",
    description: "The method is neither POST nor PUT",
    headers: { allow: { schema: { type: "string" } } },
  },
  409: {
    error: "already-used",
    description: "A call has been accepted, which 'first' says how it was answered",
    more: { first: object({ status: { type: "integer" } }) },
  },
  410: { error: "expired", description: "The call comes too late" },
  413: {
    error: "too-large",
    description: "The body has more bytes than 'limit'",
    more: { limit: { type: "integer" } },
  },
  422: {
    error: "invalid",
    description: "The body does not fit; the token may be used again",
    more: { issues: { type: "array", items: issue } },
  },
  503: {
    error: "unavailable",
    description: "It cannot be kept now: the same call may be made later",
    headers: { "retry-after": { schema: { type: "string" }, description: "Seconds" } },
  },
}

/** Adds the calls of webhooks to an OpenAPI document: they are answered by the engine, before its operations are. */
export function withWebhookCalls(spec: Part): Part {
  const { paths } = spec as { readonly paths: Part }
  const token = { name: "token", in: "path", required: true, schema: { type: "string" } }
  const described = { parameters: [token], post: operation("callWebhook"), put: operation("putWebhook") }
  return { ...spec, paths: { ...paths, [path]: described } }
}

function operation(operationId: string): Part {
  return {
    operationId,
    tags: ["engine"],
    summary: "Call a webhook, by its token",
    description:
      "The workflow that waits says what the body has to be, and what shows that the call is genuine. The token is signed and says for which wait it is, so no key is needed.",
    security: [],
    requestBody: { content: { "*/*": { schema: {} } } },
    responses: {
      200: response("The call is accepted, and kept", { schema: object({ status: { const: "accepted" } }) }),
      ...Object.fromEntries(Object.entries(refusals).map(([status, refusal]) => [status, refused(refusal)])),
    },
  }
}

function refused({ error, description, more = {}, headers }: Refusal): Part {
  return response(description, { schema: object({ error: { const: error }, ...more }), headers })
}

function response(
  description: string,
  { schema, headers }: { readonly schema: Part; readonly headers?: Part | undefined },
): Part {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { "application/json": { schema } },
  }
}

function object(properties: Readonly<Record<string, Part>>): Part {
  return { type: "object", properties, required: Object.keys(properties) }
}

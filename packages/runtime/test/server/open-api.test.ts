import { memoryStore } from "@millrace/runtime/journal"
import { Validator } from "@seriousme/openapi-schema-validator"
import { expect, it } from "vitest"
import { answers } from "../../src/webhooks/answers.ts"
import { serving } from "./serving.ts"

interface Described {
  readonly operationId: string
  readonly security?: []
  readonly responses: Readonly<Record<string, DescribedAnswer>>
}

interface DescribedAnswer {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content: { readonly "application/json": { readonly schema: AnswerSchema } }
}

interface AnswerSchema {
  readonly properties: Readonly<Record<string, { readonly const?: string }>>
  readonly required: ReadonlyArray<string>
}

type Methods = Readonly<Record<string, Described>>

interface Document {
  readonly paths: Readonly<Record<string, Methods>>
  readonly security: unknown
}

/** What a path has in common for all its methods stands among them. */
const operationsOf = (methods: Methods): ReadonlyArray<[string, Described]> =>
  Object.entries(methods).filter(([method]) => method !== "parameters")

it("has a description that is one of OpenAPI 3.1, and names every operation and what needs no key", async () => {
  await using served = await serving(memoryStore())
  const { body } = await served.ask("/openapi.json")
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(body) as Record<string, unknown>)
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: "3.1" })
  const { paths, security } = body as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    operationsOf(methods).map(([method, { operationId, security: own }]) => {
      return `${method.toUpperCase()} ${path} ${operationId}${own === undefined ? "" : " (open)"}`
    }),
  )
  expect(security).toEqual([{ key: [] }])
  expect(operations.toSorted()).toMatchInlineSnapshot(`
    [
      "GET /events followEvents",
      "GET /executions listExecutions",
      "GET /executions/{id} readExecution",
      "GET /executions/{id}/export exportExecution",
      "GET /executions/{id}/result readResult",
      "GET /export exportExecutions",
      "GET /health/live readLiveness (open)",
      "GET /health/ready readReadiness (open)",
      "GET /metrics readMetrics",
      "GET /schedules listSchedules",
      "GET /tasks listTasks",
      "GET /workflows listWorkflows",
      "POST /executions startExecution",
      "POST /executions/{id}/cancel cancelExecution",
      "POST /executions/{id}/resume resumeExecution",
      "POST /executions/{id}/retry retryExecution",
      "POST /executions/{id}/signals/{signal} sendSignal",
      "POST /tasks/{token} completeTask (open)",
      "POST /webhooks/{token} callWebhook (open)",
      "PUT /webhooks/{token} putWebhook (open)",
    ]
  `)
})

it("has an answer for every operation that it describes", async () => {
  await using served = await serving(memoryStore())
  const { paths } = (await served.ask("/openapi.json")).body as Document
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method] of operationsOf(methods)) {
      if (path === "/events") continue
      const { body } = await served.ask(path.replaceAll(/\{\w+\}/g, "x"), { method: method.toUpperCase() })
      expect([path, method, body]).not.toMatchObject([path, method, { tag: "RouteUnknown" }])
    }
  }
})

it("describes whatever a webhook answers", async () => {
  await using served = await serving(memoryStore())
  const { paths } = (await served.ask("/openapi.json")).body as Document
  const given = [
    answers.accepted(),
    answers.refused(),
    answers.notFound(),
    answers.methodNotAllowed(),
    answers.alreadyUsed(),
    answers.expired(),
    answers.tooLarge(1),
    answers.invalid([{ path: ["at", 0], message: "no" }]),
    answers.unavailable(),
  ]
  expect(given).toHaveLength(Object.keys(answers).length)
  for (const [, { responses }] of operationsOf(paths["/webhooks/{token}"] ?? {})) {
    expect(Object.keys(responses)).toEqual(given.map(({ status }) => String(status)).toSorted())
    for (const answer of given) {
      const body = (await answer.clone().json()) as Record<string, unknown>
      const { headers = {}, content } = responses[answer.status] ?? { content: undefined }
      const { properties, required } = content?.["application/json"].schema ?? { properties: {}, required: [] }
      expect(Object.keys(body)).toEqual(required)
      for (const [name, { const: word }] of Object.entries(properties)) {
        if (word !== undefined) expect(body[name]).toBe(word)
      }
      for (const header of Object.keys(headers)) expect(answer.headers.get(header)).not.toBeNull()
    }
  }
  for (const method of ["POST", "PUT"]) {
    const called = await served.ask("/webhooks/x", { method, text: "{}" })
    expect(called).toMatchObject({ status: 404, body: { error: "not-found" } })
  }
})

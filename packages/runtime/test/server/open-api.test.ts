import { memoryStore } from "@millrace/runtime/journal"
import { Validator } from "@seriousme/openapi-schema-validator"
import { expect, it } from "vitest"
import { serving } from "./serving.ts"

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly security?: [] }>>>
  >
  readonly security: unknown
}

it("has a description that is one of OpenAPI 3.1, and names every operation and what needs no key", async () => {
  await using served = await serving(memoryStore())
  const { body } = await served.ask("/openapi.json")
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(body) as Record<string, unknown>)
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: "3.1" })
  const { paths, security } = body as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security: own }]) => {
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
    ]
  `)
})

it("has an answer for every operation that it describes", async () => {
  await using served = await serving(memoryStore())
  const { paths } = (await served.ask("/openapi.json")).body as Document
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      if (path === "/events") continue
      const { body } = await served.ask(path.replaceAll(/\{\w+\}/g, "x"), { method: method.toUpperCase() })
      expect([path, method, body]).not.toMatchObject([path, method, { tag: "RouteUnknown" }])
    }
  }
})

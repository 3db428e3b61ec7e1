import { describe, expect, it } from "vitest"
import { CallFailed } from "../http-call.ts"
import * as flows from "../call.flow.ts"
import * as runners from "../call.runner.ts"
import { both } from "./both.ts"
import { withServers } from "./servers.ts"

const servers = withServers()
const vars = (): { petstore: string; httpbin: string } => ({ petstore: servers.petstore, httpbin: servers.httpbin })
const rex = { id: 1, name: "Rex", status: "available" }

describe("call HTTP with content output", () => {
  it.each(both(flows.httpContent, runners.httpContent))("gives the first pet of the list, %s", async (_way, runner) => {
    expect(await runner.run({ status: "available" }, { vars: vars() })).toEqual(rex)
  })
})

describe("call HTTP with response output", () => {
  it.each(both(flows.httpResponse, runners.httpResponse))("gives the whole exchange, %s", async (_way, runner) => {
    expect(await runner.run({ petId: 1 }, { vars: vars() })).toEqual({
      request: { method: "GET", uri: `${servers.petstore}/pet/1`, headers: {} },
      statusCode: 200,
      headers: expect.objectContaining({ "content-type": "application/json" }),
      content: rex,
    })
  })
})

describe("call HTTP using basic authentication", () => {
  it.each(both(flows.httpBasicAuth, runners.httpBasicAuth))("is let in, %s", async (_way, runner) => {
    const input = { username: "serverless-workflow", password: "conformance-test" }
    expect(await runner.run(input, { vars: vars() })).toBe(200)
  })

  it.each(both(flows.httpBasicAuth, runners.httpBasicAuth))(
    "fails where it is not let in, %s",
    async (_way, runner) => {
      // The server takes the last part of the path for the password.
      const input = { username: "serverless-workflow", password: "conformance/test" }
      await expect(runner.run(input, { vars: vars() })).rejects.toBeInstanceOf(CallFailed)
    },
  )
})

describe("call OpenAPI with content output", () => {
  it.each(both(flows.openApiContent, runners.openApiContent))("gives how many there are, %s", async (_way, runner) => {
    expect(await runner.run({ status: "available" }, { vars: vars() })).toBe(2)
    expect(await runner.run({ status: "sold" }, { vars: vars() })).toBe(1)
  })
})

describe("call OpenAPI with response output", () => {
  it.each(both(flows.openApiResponse, runners.openApiResponse))(
    "gives the whole exchange, %s",
    async (_way, runner) => {
      expect(await runner.run({ petId: 1 }, { vars: vars() })).toEqual({
        request: { method: "GET", uri: `${servers.petstore}/pet/1`, headers: {} },
        statusCode: 200,
        headers: expect.objectContaining({ "content-type": "application/json" }),
        content: rex,
      })
    },
  )
})

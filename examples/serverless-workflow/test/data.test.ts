import { describe, expect, it } from "vitest"
import * as dataFlow from "../data-flow.flow.ts"
import * as dataFlowRunner from "../data-flow.runner.ts"
import * as emit from "../emit.flow.ts"
import * as emitRunner from "../emit.runner.ts"
import * as forFlow from "../for.flow.ts"
import * as forRunner from "../for.runner.ts"
import * as set from "../set.flow.ts"
import * as setRunner from "../set.runner.ts"
import { both } from "./both.ts"
import { withServers } from "./servers.ts"

const servers = withServers()

describe("input filtering", () => {
  it.each(both(dataFlow.inputFiltering, dataFlowRunner.inputFiltering))(
    "gives the subject of the user, %s",
    async (_way, runner) => {
      const input = { user: { claims: { subject: "6AsnRgGEB0q2O7ux9JXFAw" } } }
      expect(await runner.run(input)).toEqual({ playerId: "6AsnRgGEB0q2O7ux9JXFAw" })
    },
  )
})

describe("output filtering", () => {
  it.each(both(dataFlow.outputFiltering, dataFlowRunner.outputFiltering))(
    "gives the id only, %s",
    async (_way, runner) => {
      expect(await runner.run({ petId: 1 }, { vars: { petstore: servers.petstore } })).toBe(1)
    },
  )
})

describe("use non-object output", () => {
  it.each(both(dataFlow.nonObjectOutput, dataFlowRunner.nonObjectOutput))(
    "gives both ids, %s",
    async (_way, runner) => {
      expect(await runner.run({ petId: 1 }, { vars: { petstore: servers.petstore } })).toEqual({ ids: [1, 2] })
    },
  )
})

describe("emit task", () => {
  it.each(both(emit.emitEvent, emitRunner.emitEvent))("sends a CloudEvent and gives it, %s", async (_way, runner) => {
    const input = { user: { firstName: "John", lastName: "Doe" } }
    const event = await runner.run(input, { vars: { broker: servers.broker }, executionId: "e-1" })
    expect(event).toEqual({
      specversion: "1.0",
      id: "e-1/emitEvent",
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      source: "https://fake-source.com",
      type: "com.fake-source.user.greeted.v1",
      data: { greetings: "Hello John Doe!" },
    })
    expect(servers.events.at(-1)).toEqual({ contentType: "application/cloudevents+json", event })
  })
})

describe("for task", () => {
  it.each(both(forFlow.forEachColor, forRunner.forEachColor))(
    "goes through the colors with their indexes, %s",
    async (_way, runner) => {
      expect(await runner.run({ colors: ["red", "green", "blue"] })).toEqual({
        processed: { colors: ["red", "green", "blue"], indexes: [0, 1, 2] },
      })
    },
  )
})

describe("set task", () => {
  it.each(both(set.setShape, setRunner.setShape))("gives what is set, %s", async (_way, runner) => {
    const configuration = { size: { width: 6, height: 6 }, fill: { red: 69, green: 69, blue: 69 } }
    expect(await runner.run({ configuration })).toEqual({ shape: "circle", ...configuration })
  })
})

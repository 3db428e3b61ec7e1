import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { ComplianceError } from "../compliance.ts"
import { NotFound } from "../http-call.ts"
import * as raise from "../raise.flow.ts"
import * as raiseRunner from "../raise.runner.ts"
import * as tryFlow from "../try.flow.ts"
import * as tryRunner from "../try.runner.ts"
import { both, steps } from "./both.ts"
import { withServers } from "./servers.ts"

const servers = withServers()

describe("raise task with inline error", () => {
  it.each(both(raise.raiseError, raiseRunner.raiseError))(
    "fails with the error, at the step, %s",
    async (_way, runner) => {
      const { lines, onEvent } = steps()
      expect(await runner.runExit(undefined, { onEvent })).toEqual(
        Exit.fail(
          new ComplianceError({
            status: 400,
            type: "https://serverlessworkflow.io/errors/types/compliance",
            title: "Compliance Error",
          }),
        ),
      )
      expect(lines).toEqual(["step.started raiseError", "step.failed raiseError"])
    },
  )
})

describe("try handle caught error", () => {
  it.each(both(tryFlow.caughtError, tryRunner.caughtError))("completes with the error, %s", async (_way, runner) => {
    const { lines, onEvent } = steps()
    const input = { petName: "Milou" }
    expect(await runner.run(input, { vars: { petstore: servers.petstore }, onEvent })).toEqual({
      error: {
        type: "https://serverlessworkflow.io/dsl/errors/types/communication",
        status: 404,
        title: "Not Found",
      },
    })
    expect(lines).toEqual([
      "step.started tryGetPet.try.getPet",
      "step.failed tryGetPet.try.getPet",
      "branch.taken tryGetPet",
    ])
  })
})

describe("try raise uncaught error", () => {
  it.each(both(tryFlow.uncaughtError, tryRunner.uncaughtError))("fails, %s", async (_way, runner) => {
    const exit = await runner.runExit({ petName: "Milou" }, { vars: { petstore: servers.petstore } })
    const type = "https://serverlessworkflow.io/dsl/errors/types/communication"
    expect(exit).toEqual(Exit.fail(new NotFound({ type, status: 404, title: "Not Found" })))
  })
})

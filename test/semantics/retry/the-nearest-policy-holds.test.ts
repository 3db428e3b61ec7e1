import { activity, flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, flaky } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

const own = activity("own", {
  errors: [Odd],
  retry: { maximumAttempts: 3, initialInterval: "100 millis", backoffCoefficient: 3 },
  run: ({ until }: { readonly until: number }, context) => flaky.run({ until }, context),
})

export const nearest = flow("nearest", {
  input: Schema.Struct({ until: Schema.Number }),
  retry: { maximumAttempts: 2, initialInterval: "1 second" },
})
  .step("flows", flaky, ({ input }) => ({ until: Math.min(input.until, 2) }))
  .step("activitys", own, ({ input }) => ({ until: Math.min(input.until, 3) }))
  .step("steps", own, ({ input }) => input, {
    retry: { maximumAttempts: 4, initialInterval: "10 millis", backoffCoefficient: 1 },
    deadline: "1 minute",
  })
  .returns(({ flows, activitys, steps }) => [flows, activitys, steps])

const run = await meaningOf(nearest, import.meta.filename)

it("is the step's, else the activity's, else the workflow's", async () => {
  const { exit, events } = await run({ until: 4 })
  expect(exit).toEqual(Exit.succeed([2, 3, 4]))
  expect(
    events.filter((event) => event.includes("step.retrying")).map((event) => event.split(" ").slice(1, 5)),
  ).toEqual(
    [
      ["flows", 1, 1_000],
      ["activitys", 1, 100],
      ["activitys", 2, 300],
      ["steps", 1, 10],
      ["steps", 2, 10],
      ["steps", 3, 10],
    ].map(([step, attempt, delay]) => ["step.retrying", step, `attempt=${attempt}`, `delayMs=${delay}`]),
  )
})

it("fails with the last attempt's failure", async () => {
  const { exit, effects } = await run({ until: 9 })
  expect(exit).toEqual(Exit.fail(new Odd({ n: 4 })))
  expect(effects.slice(-4)).toEqual(["attempt 1", "attempt 2", "attempt 3", "attempt 4"])
})

it("is a single attempt where there is no policy", async () => {
  const runSingle = await meaningOf(single, import.meta.filename)
  const { exit, effects } = await runSingle()
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 1 })), effects: ["attempt 1"] })
})

export const single = flow("single")
  .step("flaky", flaky, () => ({ until: 2 }))
  .returns(({ flaky }) => flaky)

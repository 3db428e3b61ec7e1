import { activity, child, saga, step, withPolicies } from "@millrace/runtime/runner"
import { cleanupFailures } from "@millrace/runtime"
import type { LifeEnd } from "@millrace/runtime/durable"
import * as Cause from "effect/Cause"
import { expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import { live, liveOn, World } from "./lives.ts"

const stuck = activity("stuck", {
  run: async (town: string) => town,
  compensate: async () => {
    throw new RangeError("it is too late")
  },
})

function leftIn(end: LifeEnd): unknown {
  if (end.kind !== "ended" || end.exit._tag === "Success") return end
  return cleanupFailures(Cause.squash(end.exit.cause)).map(({ name, path, message, cause }) => {
    return { name, path, message, cause: cause instanceof Error ? cause.message : cause }
  })
}

it("the failure of a child says in later lives too what could not be undone because of it", async () => {
  const [book, room] = [step("book", stuck, withPolicies()), step("room", flowSteps(new World()).full)]
  const inner = child("inner", () =>
    workflow((at) =>
      saga(at, "trip", function* (at) {
        yield* book(at, "Rome")
        return yield* room(at, "Turin")
      }),
    ),
  )
  const outer = workflow((at) => inner(at, undefined))
  const { end, store } = await live(outer)
  const cause = "activity 'stuck' at step 'trip.book.compensate' failed with an undeclared error: it is too late"
  const message = `compensation 'stuck' of step 'trip.book' failed: ${cause}`
  const left = [{ name: "CompensationFailed", path: "trip.book", message, cause }]
  expect(leftIn(end)).toEqual(left)
  const later = await liveOn(store.open(), outer)
  expect(leftIn(await later.ended)).toEqual(left)
})

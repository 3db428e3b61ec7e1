import { activity, parallel, race, saga, step, withPolicies } from "@millrace/runtime/runner"
import { expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import type { FlowWorld } from "./flow-steps.ts"
import { live, World } from "./lives.ts"

/** A saga that fails, with a race in it whose loser is waited for, and something beside it that goes on meanwhile. */
function booking(world: FlowWorld) {
  const { add, full } = flowSteps(world)
  const book = (takesMs: number) =>
    activity("book", {
      run: (_input: void, { path, abortSignal }) => {
        world.done.push(`books ${path}`)
        // It reads its signal, so that it is waited for.
        return world.take(abortSignal.aborted ? 1 : takesMs, path, undefined)
      },
      compensate: (_done, { path }) => world.take(1, `undoes ${path.replace(/\.compensate$/, "")}`, undefined),
    })
  const [slow, fast] = [step("slow", book(60), withPolicies()), step("fast", book(2), withPolicies())]
  const [one, room] = [step("one", add), step("room", full)]
  return workflow((at) =>
    saga(at, "trip", function* (at) {
      yield* parallel(at, {
        raced: (at) => race(at, "first", { slow: (at) => slow(at, undefined), fast: (at) => fast(at, undefined) }),
        beside: function* (at) {
          let count = 0
          for (const name of ["a", "b", "c", "d", "e"]) count = yield* step(name, add)(at, count)
          return yield* one(at, count)
        },
      })
      return yield* room(at, "Turin")
    }),
  )
}

it("a booking in flight at a crash is undone, also where others have recorded more since it lost", async () => {
  const reference = new World()
  const { end, writes } = await live(booking(reference), { world: reference })
  for (let dies = 1; dies <= writes; dies++) {
    const world = new World()
    const lived = await live(booking(world), {
      world,
      faults: (life, write) => (life === 1 && write === dies ? { kind: "crash", when: "after" } : undefined),
    })
    const where = `its process died after write ${dies}`
    expect(lived.end, where).toEqual(end)
    const told = (word: string): ReadonlySet<string> =>
      new Set(world.done.flatMap((what) => (what.startsWith(word) ? [what.slice(word.length)] : [])))
    expect(told("undoes "), where).toEqual(told("books "))
  }
})

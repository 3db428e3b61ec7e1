import { rateLimit } from "@millrace/plan"
import { activity, child, parallel, race, saga, sleep, step, turnsOf, withPolicies } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import type { FlowWorld } from "./flow-steps.ts"
import { live, World } from "./lives.ts"

/** Gives bookings, each taking so long, that say when they begin. */
function bookFor(world: FlowWorld) {
  return (takesMs: number) =>
    activity("book", {
      run: (_input: void, { path, abortSignal }) => {
        world.done.push(`books ${path}`)
        // It reads its signal, so that it is waited for.
        return world.take(abortSignal.aborted ? 1 : takesMs, path, undefined)
      },
      compensate: (_done, { path }) => world.take(1, `undoes ${path.replace(/\.compensate$/, "")}`, undefined),
    })
}

/** A saga that fails, with a race in it whose loser is waited for, and something beside it that goes on meanwhile. */
function booking(world: FlowWorld) {
  const { add, full } = flowSteps(world)
  const book = bookFor(world)
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

/** A child that books twice in a race with something that wins, and has more to do in between than its journal knows. */
function bookingChild(world: FlowWorld) {
  const { add } = flowSteps(world)
  const book = bookFor(world)
  const [first, second, late] = [step("first", book(1), withPolicies()), step("second", book(30), withPolicies()), 20]
  const inner = workflow((at) =>
    saga(at, "trip", function* (at) {
      yield* race(at, "either", { first: (at) => first(at, undefined), pause: (at) => sleep(at, "pause", 10_000) })
      for (let turn = 0; turn < 3; turn++) yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      return yield* second(at, undefined)
    }),
  )
  const innerChild = child("inner", () => inner)
  const one = step(
    "one",
    activity("one", (n: number, { path }) => world.take(late, path, n)),
  )
  const two = step("two", add)
  return workflow(function* (at) {
    yield* race(at, "first", { inner: (at) => innerChild(at, undefined), beside: (at) => one(at, 1) })
    return yield* two(at, 1)
  })
}

/** A booking whose deadline passes before a later life begins it again. */
function bookingInTime(world: FlowWorld) {
  const book = bookFor(world)
  const { add } = flowSteps(world)
  const late = step("late", book(60), withPolicies({ deadline: 2 }))
  return workflow((at) =>
    saga(at, "trip", (at) =>
      parallel(at, {
        late: (at) => late(at, undefined),
        beside: function* (at) {
          let count = 0
          for (const name of ["a", "b", "c", "d", "e"]) count = yield* step(name, add)(at, count)
          return count
        },
      }),
    ),
  )
}

let turns = 0

/** Gives a booking that has to wait for its turn in a later life. */
function turnBooking(world: FlowWorld, takesMs: number, options: { readonly deadline?: number } = {}) {
  const turn = turnsOf(rateLimit(`turn ${(turns += 1)}`, { limit: 1, interval: 80 }))
  return step("booked", bookFor(world)(takesMs), withPolicies({ ...options, rateLimit: turn }))
}

/** A saga with something in it that fails while a booking waits for its turn. */
function bookingInTurn(world: FlowWorld) {
  const [room, booked] = [step("room", flowSteps(world).full), turnBooking(world, 5)]
  return (at: Position) =>
    saga(at, "trip", (at) => parallel(at, { booked: (at) => booked(at, undefined), room: (at) => room(at, "Turin") }))
}

/** The same behind another step. */
function bookingAfter(world: FlowWorld) {
  const body = bookingInTurn(world)
  const one = step("one", flowSteps(world).add)
  return workflow(function* (at) {
    yield* one(at, 1)
    return yield* body(at)
  })
}

/** The same in a child that has recorded nothing. */
function bookingBelow(world: FlowWorld) {
  const body = bookingInTurn(world)
  const inner = child("inner", () => workflow(body))
  return workflow((at) => inner(at, undefined))
}

/** A booking whose deadline passes while it waits for its turn. */
function bookingUntil(world: FlowWorld) {
  const [booked, one] = [turnBooking(world, 60, { deadline: 40 }), step("one", flowSteps(world).add)]
  return workflow((at) =>
    saga(at, "trip", (at) => parallel(at, { booked: (at) => booked(at, undefined), one: (at) => one(at, 1) })),
  )
}

/** A race whose loser is made again in a later life, a booking behind it, and something that fails meanwhile. */
function bookingBehind(world: FlowWorld) {
  const { add, full } = flowSteps(world)
  const left = activity("left", {
    // It does not read its signal: what it does behind its interruption is lost with its process.
    run: (_input: void, { path }) => world.take(40, path, undefined),
    compensate: () => world.take(1, "took back", undefined),
  })
  const [loser, fast, second] = [
    step("loser", left, withPolicies()),
    step("fast", add),
    step("second", bookFor(world)(80), withPolicies()),
  ]
  const [pause, room] = [
    step(
      "pause",
      activity("pause", () => world.take(10, "paused", undefined)),
    ),
    step("room", full),
  ]
  return workflow((at) =>
    saga(at, "trip", (at) =>
      parallel(at, {
        booked: function* (at) {
          yield* race(at, "first", { loser: (at) => loser(at, undefined), fast: (at) => fast(at, 1) })
          return yield* second(at, undefined)
        },
        room: function* (at) {
          yield* pause(at, undefined)
          return yield* room(at, "Turin")
        },
      }),
    ),
  )
}

it.each([
  ["where it began behind an interruption that was not written", bookingBehind],
  ["where it waits for its turn when it is interrupted", bookingAfter],
  ["where it waits for its turn in a child", bookingBelow],
  ["where it waits for its turn when its deadline passes", bookingUntil],
  ["where its deadline has passed", bookingInTime],
  ["where others have recorded more since it lost", booking],
  ["where a child comes to it late", bookingChild],
])("a booking in flight at a crash is undone, also %s", async (_title, runner) => {
  const reference = new World()
  const { end, writes } = await live(runner(reference), { world: reference })
  const deaths = Array.from({ length: writes }, (_, index) => index + 1).flatMap((write) => [
    { write, when: "before" } as const,
    { write, when: "after" } as const,
  ])
  for (const death of deaths) {
    const world = new World()
    const lived = await live(runner(world), {
      world,
      faults: (life, write) => (life === 1 && write === death.write ? { kind: "crash", when: death.when } : undefined),
    })
    const where = `its process died ${death.when} write ${death.write}`
    expect(lived.end, where).toEqual(end)
    const told = (word: string): ReadonlySet<string> =>
      new Set(world.done.flatMap((what) => (what.startsWith(word) ? [what.slice(word.length)] : [])))
    expect(told("undoes "), where).toEqual(told("books "))
  }
})

import { resource } from "@millrace/plan"
import { activity, child, parallel, race, step, use } from "@millrace/runtime/runner"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook, MemoryStore } from "@millrace/runtime/journal"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import type { FlowWorld } from "./flow-steps.ts"
import { live, liveOn, World } from "./lives.ts"

/** Two branches that each interrupt a step of theirs at once; the first one takes longer to tidy up. */
function tidying(world: FlowWorld): DurableRunner<void> {
  const tidy = (tidyMs: number) =>
    activity("tidy", (_input: void, { path }) =>
      Effect.onInterrupt(Effect.sleep(500), () =>
        Effect.promise(() => world.take(tidyMs, `tidied ${path}`, undefined)),
      ),
    )
  const [long, short] = [step("long", tidy(60)), step("short", tidy(2))]
  const fails = (): Effect.Effect<never> => Effect.die(new Error("at once"))
  return workflow((at) =>
    parallel(at, {
      one: (at) => parallel(at, { long: (at) => long(at, undefined), fails }),
      two: (at) => parallel(at, { short: (at) => short(at, undefined), fails }),
    }),
  )
}

/** A child that fails while its parent goes on beside it. */
function failing(world: FlowWorld): DurableRunner<void> {
  const { add, slow, full } = flowSteps(world)
  const [one, two, long, room] = [step("one", add), step("two", add), step("long", slow), step("room", full)]
  const inner = workflow(function* (at) {
    yield* long(at, 1)
    return yield* room(at, "Turin")
  })
  const innerChild = child("inner", () => inner)
  return workflow((at) =>
    parallel(at, {
      inner: (at) => innerChild(at, undefined),
      beside: function* (at) {
        const first = yield* one(at, 1)
        return yield* two(at, first)
      },
    }),
  )
}

/** A resource that comes when nobody wants it any more, and takes a while to be released. */
function unwanted(world: FlowWorld): DurableRunner<void> {
  const { add, slow, full } = flowSteps(world)
  const lamp = resource("lamp", {
    acquire: () => world.take(20, "lamp on", 1),
    release: () => world.take(200, "lamp off", undefined),
  })
  const [one, long, room] = [step("one", add), step("long", slow), step("room", full)]
  return workflow((at) =>
    parallel(at, {
      lit: (at) =>
        parallel(at, {
          lamp: (at) => use(at, "lamp", lamp, (at) => long(at, 1)),
          room: (at) => room(at, "Turin"),
        }),
      beside: function* (at) {
        const value = yield* long(at, 1)
        return yield* one(at, value)
      },
    }),
  )
}

/** A resource that is released in the branch of a race that loses before it comes to its end. */
function releasedEarly(world: FlowWorld): DurableRunner<void> {
  const { slow } = flowSteps(world)
  const lamp = resource("lamp", {
    acquire: () => Promise.resolve(1),
    release: () => Promise.resolve(),
  })
  const ask = activity("ask", () => Promise.resolve(1))
  const [long, answer, last] = [step("long", slow), step("answer", ask), step("last", slow)]
  return workflow(function* (at) {
    yield* race(at, "first", {
      lit: function* (at) {
        yield* use(at, "lamp", lamp, () => Effect.succeed(1))
        return yield* long(at, 1)
      },
      answer: (at) => answer(at, undefined),
    })
    return yield* last(at, 1)
  })
}

it("what was not released at a crash is released behind all that was recorded", async () => {
  const { end, writes } = await live(releasedEarly(new World()))
  for (let dies = 1; dies <= writes; dies++) {
    const runner = releasedEarly(new World())
    const { store, ...lived } = await live(runner, {
      faults: (life, write) => (life === 1 && write === dies ? { kind: "crash", when: "after" } : undefined),
    })
    expect(lived.end, `its process died after write ${dies}`).toEqual(end)
    const later = await liveOn(store.open(), runner)
    expect(await later.ended, `its process died after write ${dies}, and it was read again`).toEqual(end)
  }
})

/** A resource that is not there yet when nobody wants it any more, a step behind it, and a failure beside it. */
function neverAcquired(world: World): DurableRunner<void> {
  const { add, slow, full } = flowSteps(world)
  const lamp = resource("lamp", { acquire: () => world.take(40, "lamp on", 1), release: () => Promise.resolve() })
  const [answer, last, long, room] = [step("answer", add), step("last", add), step("long", slow), step("room", full)]
  return workflow((at) =>
    parallel(at, {
      raced: function* (at) {
        yield* race(at, "first", {
          lit: (at) => use(at, "lamp", lamp, (at) => long(at, 1)),
          answer: (at) => answer(at, 1),
        })
        return yield* last(at, 1)
      },
      beside: function* (at) {
        yield* long(at, 1)
        return yield* room(at, "Turin")
      },
    }),
  )
}

/** Gives a store in which a process has died before it wrote that the lamp was interrupted. */
async function diedBeforeInterruption(runner: DurableRunner<void>): Promise<MemoryStore> {
  const store = memoryStore()
  let died: () => void = () => undefined
  const death = new Promise<void>((resolve) => (died = resolve))
  const fault: FaultHook = ({ changes }) => {
    if (!changes.some((change) => change.kind === "entry" && change.entry.kind === "interrupted")) return undefined
    setImmediate(died)
    return { kind: "crash", when: "before" }
  }
  const life = await liveOn(store.open({ fault }), runner)
  await death
  life.setAside()
  return store
}

it("what was interrupted before it began again is given to later lives in its order", async () => {
  const runner = neverAcquired(new World())
  const store = await diedBeforeInterruption(runner)
  const end = await (await liveOn(store.open(), runner)).ended
  expect(end.kind).toBe("ended")
  expect(await (await liveOn(store.open(), runner)).ended).toEqual(end)
})

it("a wish to cancel comes behind what was interrupted before it began again", async () => {
  const runner = neverAcquired(new World())
  const store = await diedBeforeInterruption(runner)
  const second = await liveOn(store.open(), runner)
  setTimeout(() => second.cancel(), 60)
  const end = await second.ended
  expect(end).toMatchObject({ kind: "ended" })
  expect(await (await liveOn(store.open(), runner)).ended).toEqual(end)
})

it.each([
  ["a step that tidies up after another one has", tidying],
  ["a resource that came when nobody wanted it any more", unwanted],
  ["a child that has failed behind what its parent has recorded", failing],
])("what was in flight at a crash ends behind all that was recorded: %s", async (_title, runner) => {
  const reference = new World()
  const { end, writes } = await live(runner(reference), { world: reference })
  expect(end.kind).toBe("ended")
  for (let dies = 1; dies <= writes; dies++) {
    const world = new World()
    const lived = await live(runner(world), {
      world,
      faults: (life, write) => (life === 1 && write === dies ? { kind: "crash", when: "after" } : undefined),
    })
    expect(lived.end, `its process died after write ${dies}`).toEqual(end)
  }
})

import { activity, race, saga, sleep, step, tryCatch, withPolicies } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import type { DurableRunner } from "@millrace/runtime/durable"
import type { Fault } from "@millrace/runtime/journal"
import { describe, expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import type { FlowWorld } from "./flow-steps.ts"
import { live, World } from "./lives.ts"

/** A step that can be undone. It never reads its abort signal, so that it goes on when it has lost a race. */
function booking(name: string, world: FlowWorld, { takesMs, undoMs }: Readonly<Record<"takesMs" | "undoMs", number>>) {
  const book = activity(name, {
    run: (_input: void, { path }) => world.take(takesMs, path, name),
    compensate: (_done, { path }) => world.take(undoMs, `${path} undoes ${name}`, undefined),
  })
  return step(name, book, withPolicies())
}

/** A race whose loser succeeds long after the winner, and a step behind it. */
function raced(world: FlowWorld, undoMs: number) {
  const fast = booking("fast", world, { takesMs: 1, undoMs })
  const slow = booking("slow", world, { takesMs: 60, undoMs })
  const after = booking("after", world, { takesMs: 1, undoMs })
  return function* (at: Position) {
    yield* race(at, "first", { slow: (at) => slow(at, undefined), fast: (at) => fast(at, undefined) })
    return yield* after(at, undefined)
  }
}

interface Scene {
  readonly title: string
  readonly runner: (world: FlowWorld) => DurableRunner<void>
}

const scenes: ReadonlyArray<Scene> = [
  {
    title: "while its saga is undone",
    runner: (world) => {
      const { add, full } = flowSteps(world)
      const [room, note] = [step("room", full), step("note", add)]
      const body = raced(world, 50)
      return workflow(function* (at) {
        const undone = yield* tryCatch(
          at,
          "safe",
          (at) =>
            saga(at, "trip", function* (at) {
              yield* body(at)
              return yield* room(at, "Turin")
            }),
          { Full: (at) => note(at, 1) },
        )
        return undone
      })
    },
  },
  {
    title: "when its saga has been undone",
    runner: (world) => {
      const { add, full, slow } = flowSteps(world)
      const [room, note, long] = [step("room", full), step("note", add), step("long", slow)]
      const body = raced(world, 1)
      return workflow(function* (at) {
        yield* tryCatch(
          at,
          "safe",
          (at) =>
            saga(at, "trip", function* (at) {
              yield* body(at)
              return yield* room(at, "Turin")
            }),
          { Full: (at) => note(at, 1) },
        )
        const value = yield* long(at, 1)
        return yield* note(at, value)
      })
    },
  },
  {
    title: "when its saga has succeeded inside another one, which fails",
    runner: (world) => {
      const { full } = flowSteps(world)
      const room = step("room", full)
      const body = raced(world, 1)
      return workflow((at) =>
        saga(at, "outer", function* (at) {
          yield* saga(at, "trip", body)
          yield* sleep(at, "pause", 120)
          return yield* room(at, "Turin")
        }),
      )
    },
  },
]

describe.each(scenes)("what succeeds after it was interrupted, $title,", ({ runner }) => {
  it("is undone where it was recorded, and by every later life alike", async () => {
    const reference = new World()
    const { end, writes } = await live(runner(reference), { world: reference })
    expect(writes).toBeGreaterThan(5)
    for (let dies = 1; dies <= writes; dies++) {
      const world = new World()
      const faults = (life: number, write: number): Fault | undefined =>
        life === 1 && write === dies ? { kind: "crash", when: "after" } : undefined
      const lived = await live(runner(world), { world, faults })
      const where = `its process died after write ${dies}`
      expect(lived.end, where).toEqual(end)
      const paths = (kind: string): ReadonlySet<string> =>
        new Set(lived.entries.flatMap((entry) => (entry.kind === kind ? [entry.path] : [])))
      const undoable = [...paths("undoable")].map((path) => `${path}.compensate`)
      expect(paths("compensated"), where).toEqual(new Set(undoable))
    }
  })
})

import { activity, child, parallel, race, step } from "@millrace/runtime/runner"
import type { DurableRunner, ExecutionLife } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook, WriteFacts } from "@millrace/runtime/journal"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import { executionId, live, liveOn, World } from "./lives.ts"

/** A race whose loser tidies up, a step behind it, and beside them a step that fails meanwhile. */
function failingMeanwhile(world: World): DurableRunner<void> {
  const { full, slow, add } = flowSteps(world)
  const tidy = activity("tidy", () =>
    Effect.onInterrupt(Effect.sleep(500), () => Effect.promise(() => world.take(10, "tidied", undefined))),
  )
  const [fast, loser, after, room, long] = [
    step("fast", add),
    step("loser", tidy),
    step("after", add),
    step("room", full),
    step("long", slow),
  ]
  return workflow((at) =>
    parallel(at, {
      raced: function* (at) {
        yield* race(at, "first", { fast: (at) => fast(at, 1), loser: (at) => loser(at, undefined) })
        yield* after(at, 1)
        return yield* long(at, 1)
      },
      room: function* (at) {
        return yield* room(at, "Turin")
      },
    }),
  )
}

it("what was interrupted before a failure was on the disk is interrupted before it in later lives", async () => {
  const slowly = { kind: "delay", delayMs: 40 } as const
  // The start, the winner, and then the failure.
  const failureWrite = 3
  const reference = new World()
  const { end, writes, entries } = await live(failingMeanwhile(reference), {
    world: reference,
    faults: (_life, write) => (write === failureWrite ? slowly : undefined),
  })
  expect(entries.filter(({ kind }) => kind !== "decision").map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    "step.completed raced.first.fast.fast",
    "step.failed room.room",
    "interrupted raced.first.loser.loser",
    "step.completed raced.after",
  ])
  for (let dies = 1; dies <= writes; dies++) {
    const world = new World()
    const lived = await live(failingMeanwhile(world), {
      world,
      faults: (life, write) => {
        if (life === 1 && write === dies) return { kind: "crash", when: "after" }
        return life === 1 && write === failureWrite ? slowly : undefined
      },
    })
    expect(lived.end, `its process died after write ${dies}`).toEqual(end)
  }
})

it("is cancelled where it had ended before it heard of that, and its process died before the end was written", async () => {
  const store = memoryStore()
  const { add, value } = flowSteps(new World())
  const [fast, last] = [step("fast", add), step("last", value)]
  const inner = child("inner", () => workflow((at) => last(at, 1)))
  const raced = workflow((at) => race(at, "first", { inner: (at) => inner(at, undefined), fast: (at) => fast(at, 1) }))
  let life: ExecutionLife | undefined
  let died: () => void = () => undefined
  const death = new Promise<void>((resolve) => (died = resolve))
  const isEndOf = ({ changes }: WriteFacts, execution: string): boolean =>
    changes.some((change) => change.kind === "status" && change.execution === execution)
  const fault: FaultHook = (write) => {
    if (write.changes.some((change) => change.kind === "entry" && change.entry.path === "first.fast.fast")) {
      return { kind: "delay", delayMs: 20 }
    }
    if (isEndOf(write, `${executionId}/first.inner.inner`)) {
      setTimeout(() => life?.cancel(), 10)
      return { kind: "delay", delayMs: 40 }
    }
    if (!isEndOf(write, executionId)) return undefined
    setImmediate(died)
    return { kind: "crash", when: "before" }
  }
  life = await liveOn(store.open({ fault }), raced)
  await death
  const later = store.open()
  const entries = (await later.read(executionId))?.entries ?? []
  expect(entries.map(({ kind }) => kind).slice(-3)).toEqual(["cancelled", "child.completed", "decision"])
  const second = await liveOn(later, raced)
  expect(await second.ended).toMatchObject({ kind: "ended", exit: { _tag: "Failure" } })
})

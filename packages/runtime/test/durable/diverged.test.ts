import { activity, forEach, loop, skipStep, step, takeBranch, withSchemas } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { workflow } from "../watched.ts"
import { liveOn, World } from "./lives.ts"

const world = new World()
const add = activity("add", (n: number, { path }) => world.take(0, path, n + 1))
const other = activity("other", (n: number, { path }) => world.take(0, path, n + 2))
const stringly = activity("add", {
  output: Schema.String,
  run: (n: number, { path }) => world.take(0, path, String(n)),
})
const [one, two, three] = [step("one", add), step("two", add), step("three", add)]

/** Code that has recorded what it came to, and code that is run in its place. */
interface Change {
  readonly title: string
  readonly before: DurableRunner<void>
  readonly after: DurableRunner<void>
  readonly says: string
}

const inTurn = workflow(function* (at) {
  const first = yield* one(at, 1)
  return yield* two(at, first)
})

function branching(branch: string): DurableRunner<void> {
  return workflow(function* (at) {
    const first = yield* one(at, 1)
    return yield* two(takeBranch(at, "large", branch), first)
  })
}

function looping(rounds: number): DurableRunner<void> {
  return workflow((at) => loop(at, "rounds", 0, (at, n) => one(at, n), { until: (n) => n >= rounds, max: 9 }))
}

function over(items: ReadonlyArray<number>): DurableRunner<void> {
  return workflow((at) => forEach(at, "items", items, (at, item) => one(at, item), { key: (item) => `item-${item}` }))
}

const changes: ReadonlyArray<Change> = [
  {
    title: "a step has another name",
    before: inTurn,
    after: workflow(function* (at) {
      const first = yield* one(at, 1)
      return yield* three(at, first)
    }),
    says: "at 'two' the code comes to 'three' instead, but the journal has the result of activity 'add'",
  },
  {
    title: "a step calls another activity",
    before: inTurn,
    after: workflow((at) => step("one", other)(at, 1)),
    says: "at 'one' the code has activity 'other', but the journal has activity 'add'",
  },
  {
    title: "an activity gives something of another schema",
    before: inTurn,
    after: workflow((at) => step("one", withSchemas(stringly))(at, 1)),
    says: "at 'one' the code has activity 'add' with the output schema '1125647e', but the journal has it with no output schema",
  },
  {
    title: "a step is no more",
    before: inTurn,
    after: workflow((at: Position) => one(at, 1)),
    says: "at 'two' the code has ended, but the journal has the result of activity 'add'",
  },
  {
    title: "a mapping fails that did not",
    before: inTurn,
    after: workflow((): Generator<never, number> => {
      throw new Error("no price")
    }),
    says: "at 'one' the code has failed with 'no price', but the journal has the result of activity 'add'",
  },
  {
    title: "a step is skipped that was not",
    before: inTurn,
    after: workflow(function* (at) {
      skipStep(at, "one")
      return yield* two(at, 2)
    }),
    says: "at 'one' the code has ended, but the journal has the result of activity 'add'",
  },
  {
    title: "another branch is taken",
    before: branching("then"),
    after: branching("otherwise"),
    says: "at 'large' the code decides 'otherwise', but the journal has 'then'",
  },
  {
    title: "a loop ends earlier",
    before: looping(3),
    after: looping(2),
    says: "at 'rounds' the code decides '2 iterations', but the journal has '3 iterations'",
  },
  {
    title: "a loop goes on",
    before: looping(2),
    after: looping(3),
    says: "at 'rounds' the code decides '3 iterations', but the journal has '2 iterations'",
  },
  {
    title: "the items are others",
    before: over([1, 2]),
    after: over([2, 1]),
    says: `at 'items' the code decides '["item-2","item-1"]', but the journal has '["item-1","item-2"]'`,
  },
]

describe("invariant 4: code that cannot replay an execution never guesses", () => {
  it.each(changes)("where $title", async ({ before, after, says }) => {
    const store = memoryStore()
    const first = await liveOn(store.open(), before)
    expect((await first.ended).kind).toBe("ended")
    world.done.length = 0
    const journal = store.open()
    const end = await (await liveOn(journal, after)).ended
    const suspension = end.kind === "suspended" ? end.suspension : undefined
    expect(suspension?.kind === "diverged" ? suspension.failure.message : suspension).toContain(
      `execution 'execution' of 'test' cannot go on with this code: ${says}`,
    )
    expect(world.done).toEqual([])
    const { status, reason } = (await journal.read("execution"))?.execution ?? {}
    expect([status, reason]).toEqual(["suspended", suspension?.kind === "diverged" && suspension.failure.message])
    // Put the right code back: nothing has been lost.
    expect(await (await liveOn(store.open(), before)).ended).toEqual(await first.ended)
    expect(world.done).toEqual([])
  })
})

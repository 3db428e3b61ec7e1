import { deepEqual, equal, ok } from "node:assert/strict"
import type { Journal } from "../journal.ts"
import { beginning } from "../recorded.ts"
import type { Place, Recorded } from "../recorded.ts"
import { entryAdded, newExecution, statusChanged } from "./samples.ts"
import type { SuiteCase } from "./store-under-test.ts"

/** What was recorded of all executions, for those who follow it. */
export const recordCases: ReadonlyArray<SuiteCase> = [
  {
    title: "tells what was recorded in the order in which it was written, starts before what came of them",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([entryAdded("a", 1)])
      await journal.start(newExecution("b"))
      await journal.append([entryAdded("b", 1), entryAdded("a", 2)])
      await journal.append([statusChanged("a", "completed")])
      await journal.append([statusChanged("b", "waiting")])
      await journal.append([statusChanged("b", "suspended")])
      deepEqual((await journal.recorded()).map(nameOf), [
        "started a",
        "started b",
        "entry a 1",
        "entry b 1",
        "entry a 2",
        "settled a completed",
        "settled b suspended",
      ])
      await journal.close()
    },
  },
  {
    title: "goes on behind every place that it has told of, over restarts, however much is asked for at once",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b", "c"]) {
        await journal.start(newExecution(id))
        await journal.append([entryAdded(id, 1), entryAdded(id, 2)])
      }
      await journal.append([statusChanged("b", "failed")])
      await journal.close()
      const later = await open()
      const whole = (await later.recorded()).map(nameOf)
      equal(whole.length, 10)
      for (const limit of [1, 2, 3, 7]) deepEqual(await readInParts(later, limit), whole)
      for (const { at } of await later.recorded()) {
        const rest = (await later.recorded({ after: at })).map(nameOf)
        deepEqual(rest, whole.slice(whole.length - rest.length))
      }
      await later.close()
    },
  },
  {
    title: "keeps when what an entry ends began, where that is known",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([entryAdded("a", 1, { beganMs: 900 }), entryAdded("a", 2)])
      const told = (await journal.recorded()).flatMap((each) => (each.kind === "entry" ? [each.entry.beganMs] : []))
      deepEqual(told, [900, undefined])
      deepEqual(
        (await journal.read("a"))?.entries.map(({ beganMs }) => beganMs),
        [900, undefined],
      )
      await journal.close()
    },
  },
  {
    title: "leaves out what steps have given, and keeps failures",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([entryAdded("a", 1), entryAdded("a", 2, { kind: "step.failed" })])
      const entries = (await journal.recorded()).flatMap((each) => (each.kind === "entry" ? [each.entry.payload] : []))
      deepEqual(entries, [undefined, '{"n":2}'])
      await journal.close()
    },
  },
  {
    title: "gives no place twice, even when what had it was removed",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([entryAdded("a", 1)])
      await journal.append([statusChanged("a", "completed")])
      const before = await journal.place()
      deepEqual(await journal.recorded({ after: before }), [])
      equal(await journal.forget({ endedBeforeMs: 10_000, limit: 10 }), 1)
      deepEqual(await journal.recorded(), [])
      await journal.close()
      const later = await open()
      deepEqual(await later.place(), before)
      await later.start(newExecution("b"))
      await later.append([entryAdded("b", 1)])
      await later.append([statusChanged("b", "failed")])
      deepEqual((await later.recorded({ after: before })).map(nameOf), ["started b", "entry b 1", "settled b failed"])
      await later.close()
    },
  },
  {
    title: "tells of an execution again when it ends again, and not while it goes on",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([statusChanged("a", "suspended")])
      const suspended = await journal.place()
      await journal.append([statusChanged("a", "ready")])
      deepEqual((await journal.recorded()).map(nameOf), ["started a"])
      await journal.append([statusChanged("a", "completed")])
      deepEqual((await journal.recorded({ after: suspended })).map(nameOf), ["settled a completed"])
      await journal.close()
    },
  },
]

async function readInParts(journal: Journal, limit: number): Promise<ReadonlyArray<string>> {
  const names: Array<string> = []
  let after: Place = beginning
  for (;;) {
    const part = await journal.recorded({ after, limit })
    const last = part.at(-1)
    if (last === undefined) return names
    ok(part.length <= limit)
    names.push(...part.map(nameOf))
    after = last.at
  }
}

function nameOf(recorded: Recorded): string {
  const { kind, execution } = recorded
  if (kind === "entry") return `entry ${execution.id} ${recorded.entry.sequence}`
  return kind === "settled" ? `settled ${execution.id} ${recorded.execution.status}` : `started ${execution.id}`
}

import { deepEqual, equal, rejects } from "node:assert/strict"
import type { ExecutionStatus } from "../execution-row.ts"
import type { Journal } from "../journal.ts"
import { entryAdded, newExecution, newMessage, statusChanged, waitOpened } from "./samples.ts"
import type { SuiteCase } from "./store-under-test.ts"

/** Executions and their entries: starting, adding, reading, listing and forgetting. */
export const executionCases: ReadonlyArray<SuiteCase> = [
  {
    title: "gives back what was started, with nothing in it",
    run: async ({ open }) => {
      const journal = await open()
      const given = newExecution("a", { version: "2.1", parent: "b/child", priority: 3, vars: "{}" })
      const { execution, isNew } = await journal.start(given)
      const rest = { status: "ready", reason: undefined, result: undefined, owner: undefined, changedMs: 1_000 }
      deepEqual({ isNew, execution }, { isNew: true, execution: { ...given, ...rest } })
      deepEqual(await journal.read("a"), { execution, entries: [], waits: [], messages: [] })
      deepEqual(await journal.find("a"), execution)
      deepEqual([await journal.read("b"), await journal.find("b")], [undefined, undefined])
      await journal.close()
    },
  },
  {
    title: "changes nothing when an id is started again, and gives the execution that has it",
    run: async ({ open }) => {
      const journal = await open()
      const [first, second] = await Promise.all([
        journal.start(newExecution("a")),
        journal.start(newExecution("a", { inputDigest: "another", startedMs: 2_000 })),
      ])
      equal(first.isNew, true)
      deepEqual(second, { execution: first.execution, isNew: false })
      await journal.close()
    },
  },
  {
    title: "keeps entries in the order in which they were added, whatever was added between them",
    run: async ({ open }) => {
      const journal = await open()
      await Promise.all([
        journal.start(newExecution("a")),
        journal.start(newExecution("b")),
        journal.append([entryAdded("a", 1), entryAdded("b", 1)]),
        journal.append([entryAdded("b", 2)]),
        journal.append([entryAdded("a", 2), entryAdded("a", 3)]),
      ])
      const sequences = async (id: string): Promise<unknown> =>
        (await journal.read(id))?.entries.map(({ sequence }) => sequence)
      deepEqual(
        [await sequences("a"), await sequences("b")],
        [
          [1, 2, 3],
          [1, 2],
        ],
      )
      await journal.close()
    },
  },
  {
    title: "keeps texts, bytes and nothing apart, and every character as it is",
    run: async ({ open }) => {
      const first = await open()
      const hostile = `'"\`;--\\ \u{2028}\u0000 Ünï 漢字 \u{1f600}`
      await first.start(newExecution(hostile, { input: undefined, workflow: hostile }))
      await first.append([
        entryAdded(hostile, 1, { path: hostile, payload: `"${hostile}"` }),
        entryAdded(hostile, 2, { payload: Uint8Array.from([0, 255, 123]) }),
        entryAdded(hostile, 3, { payload: undefined }),
        entryAdded(hostile, 4, { payload: "" }),
      ])
      await first.close()
      const second = await open()
      const history = await second.read(hostile)
      deepEqual(
        [history?.execution.workflow, history?.execution.input, history?.entries[0]?.path],
        [hostile, undefined, hostile],
      )
      const payloads = history?.entries.map(({ payload }) => (typeof payload === "object" ? [...payload] : payload))
      deepEqual(payloads, [`"${hostile}"`, [0, 255, 123], undefined, ""])
      await second.close()
    },
  },
  {
    title: "has after it was closed and opened all that was acknowledged before",
    run: async ({ open }) => {
      const first = await open()
      await first.start(newExecution("a"))
      await first.append([entryAdded("a", 1), waitOpened("a", { dueMs: 9_000 }), statusChanged("a", "waiting")])
      await first.accept("a", newMessage("m"))
      const before = await first.read("a")
      equal(before?.entries.length, 1)
      await first.close()
      const second = await open()
      deepEqual(await second.read("a"), before)
      await second.close()
    },
  },
  {
    title: "writes before it closes what was handed over before",
    run: async ({ open }) => {
      const first = await open()
      const written = Promise.all([first.start(newExecution("a")), first.append([entryAdded("a", 1)])])
      await first.close()
      await written
      const second = await open()
      equal((await second.read("a"))?.entries.length, 1)
      await second.close()
    },
  },
  {
    title: "takes nothing after it was closed, and says so",
    run: async ({ open }) => {
      const journal = await open()
      await journal.close()
      const problem = { _tag: "StoreUnusable", problem: "closed" }
      await rejects(journal.start(newExecution("a")), problem)
      await rejects(journal.append([entryAdded("a", 1)]), problem)
      await rejects(journal.read("a"), problem)
    },
  },
  {
    title: "refuses changes of an execution that it does not have, and only those",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      const others = [journal.append([entryAdded("a", 1)]), journal.start(newExecution("b"))]
      const refused = journal.append([entryAdded("a", 2), entryAdded("nobody", 1)])
      const later = journal.append([entryAdded("b", 1)])
      await rejects(refused, { name: "InternalError" })
      await Promise.all([...others, later])
      deepEqual([(await journal.read("a"))?.entries.length, (await journal.read("b"))?.entries.length], [1, 1])
      await journal.close()
    },
  },
  {
    title: "says what an execution has come to",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.append([
        waitOpened("a"),
        { kind: "status", execution: "a", status: "completed", result: '"done"', atMs: 4_000 },
      ])
      const history = await journal.read("a")
      deepEqual(
        [history?.execution.status, history?.execution.result, history?.execution.changedMs, history?.waits],
        ["completed", '"done"', 4_000, []],
      )
      await journal.start(newExecution("b"))
      await journal.append([{ kind: "status", execution: "b", status: "suspended", reason: "Diverged", atMs: 4_000 }])
      equal((await journal.read("b"))?.execution.reason, "Diverged")
      await journal.close()
    },
  },
  {
    title: "keeps what is noted about it under a name, the last of each",
    run: async ({ open }) => {
      const first = await open()
      await first.note("owner", '"me"')
      await first.note("bytes", Uint8Array.from([0, 255]))
      await first.note("gone", "1")
      await first.note("gone", undefined)
      await first.note("owner", '"you"')
      await first.close()
      const second = await open()
      const bytes = await second.noted("bytes")
      deepEqual([await second.noted("owner"), typeof bytes === "object" ? [...bytes] : bytes], ['"you"', [0, 255]])
      deepEqual([await second.noted("gone"), await second.noted("nothing")], [undefined, undefined])
      await second.close()
    },
  },
  {
    title: "lists executions page by page, the last one started first",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b", "c", "d", "e"]) {
        await journal.start(newExecution(id, { workflow: id === "c" ? "refund" : "order" }))
      }
      await journal.append([statusChanged("d", "waiting")])
      deepEqual(await idsOf(journal, {}), [["e", "d", "c", "b", "a"]])
      deepEqual(await idsOf(journal, { limit: 2 }), [["e", "d"], ["c", "b"], ["a"]])
      deepEqual(await idsOf(journal, { workflow: "order", limit: 3 }), [["e", "d", "b"], ["a"]])
      deepEqual(await idsOf(journal, { status: "waiting" }), [["d"]])
      deepEqual(await idsOf(journal, { workflow: "nobody's" }), [[]])
      await journal.close()
    },
  },
  {
    title: "forgets what ended long ago with all that belongs to it, and nothing else",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["old", "older", "late", "waits"]) await journal.start(newExecution(id))
      await journal.append([entryAdded("old", 1), entryAdded("waits", 1)])
      await journal.accept("old", newMessage("m"))
      await journal.append([
        statusChanged("older", "failed", 4_000),
        statusChanged("old", "completed", 5_000),
        statusChanged("late", "cancelled", 9_000),
        statusChanged("waits", "waiting", 1_000),
      ])
      equal(await journal.forget({ endedBeforeMs: 9_000, limit: 1 }), 1)
      deepEqual(await idsOf(journal, {}), [["waits", "late", "old"]])
      equal(await journal.forget({ endedBeforeMs: 9_000, limit: 10 }), 1)
      deepEqual(await idsOf(journal, {}), [["waits", "late"]])
      equal((await journal.read("waits"))?.entries.length, 1)
      equal((await journal.start(newExecution("old"))).isNew, true)
      deepEqual((await journal.read("old"))?.entries, [])
      deepEqual((await journal.read("old"))?.messages, [])
      await journal.close()
    },
  },
  {
    title: "forgets children with their parents, and not before",
    run: async ({ open }) => {
      const journal = await open()
      for (const [id, parent] of [["a"], ["a/b", "a"], ["a/b/c", "a/b"], ["d"], ["d/e", "d"]] as const) {
        await journal.start(newExecution(id, { parent }))
      }
      for (const id of ["a", "a/b", "a/b/c", "d/e"]) await journal.append([statusChanged(id, "completed", 1_000)])
      equal(await journal.forget({ endedBeforeMs: 2_000, limit: 10 }), 1)
      deepEqual(await idsOf(journal, {}), [["d/e", "d"]])
      await journal.close()
    },
  },
]

async function idsOf(
  journal: Journal,
  request: { readonly workflow?: string; readonly status?: ExecutionStatus; readonly limit?: number },
): Promise<ReadonlyArray<ReadonlyArray<string>>> {
  const pages: Array<ReadonlyArray<string>> = []
  let before: string | undefined
  do {
    const page = await journal.list({ ...request, ...(before === undefined ? {} : { before }) })
    pages.push(page.items.map(({ id }) => id))
    before = page.next
  } while (before !== undefined)
  return pages
}

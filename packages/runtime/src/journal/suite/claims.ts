import { deepEqual, equal } from "node:assert/strict"
import { claimed } from "./claimed.ts"
import { entryAdded, newExecution, newMessage, statusChanged, waitOpened } from "./samples.ts"
import type { SuiteCase } from "./store-under-test.ts"

/** Who goes on when: claims, and waits that are due. */
export const claimCases: ReadonlyArray<SuiteCase> = [
  {
    title: "counts what is ready and what is waited for",
    run: async ({ open }) => {
      const journal = await open()
      deepEqual(await journal.counts(), { ready: 0, waits: {} })
      for (const id of ["a", "b", "c"]) await journal.start(newExecution(id))
      await journal.start(newExecution("a/child", { parent: "a" }))
      await journal.append([waitOpened("a"), waitOpened("b"), waitOpened("b", { kind: "timer", path: "" })])
      await journal.append([statusChanged("b", "waiting")])
      deepEqual(await journal.counts(), { ready: 2, waits: { signal: 2, timer: 1 } })
      await journal.close()
    },
  },
  {
    title: "gives what is ready in the order of priority and of starting, each once",
    run: async ({ open }) => {
      const journal = await open()
      for (const [id, priority] of [
        ["a", 0],
        ["b", 5],
        ["c", 0],
        ["d", 5],
      ] as const) {
        await journal.start(newExecution(id, { priority }))
      }
      deepEqual(await claimed(journal, 3), ["b", "d", "a"])
      deepEqual(await claimed(journal, 3), ["c"])
      deepEqual(await claimed(journal, 3), [])
      const { status, owner } = (await journal.read("a"))?.execution ?? {}
      deepEqual({ status, owner }, { status: "running", owner: "me" })
      await journal.close()
    },
  },
  {
    title: "wakes whoever runs a child when a message to that comes",
    run: async ({ open }) => {
      const journal = await open()
      for (const [id, parent] of [["a"], ["a/b", "a"], ["a/b/c", "a/b"]] as const) {
        await journal.start(newExecution(id, { parent }))
      }
      await claimed(journal, 1)
      await journal.append([statusChanged("a", "waiting")])
      deepEqual(await journal.accept("a/b/c", newMessage("m")), { kind: "accepted", root: "a" })
      deepEqual((await journal.read("a/b/c"))?.messages.length, 1)
      deepEqual(await claimed(journal, 3), ["a"])
      await journal.close()
    },
  },
  {
    title: "gives nobody what was claimed by its start, and the next owner after that",
    run: async ({ open }) => {
      const first = await open()
      const started = await first.start(newExecution("a"), "me")
      deepEqual([started.isNew, started.execution.status, started.execution.owner], [true, "running", "me"])
      deepEqual(await first.find("a"), started.execution)
      deepEqual(await first.start(newExecution("a"), "another"), { ...started, isNew: false })
      deepEqual(await claimed(first, 2), [])
      await first.append([entryAdded("a", 1)])
      await first.close()
      const second = await open()
      const [again] = (await second.claim({ owner: "you", limit: 2, nowMs: 5_000 })).executions
      deepEqual([again?.execution.id, again?.execution.owner, again?.entries.length], ["a", "you", 1])
      await second.close()
    },
  },
  {
    title: "says whether more is ready than was claimed",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b", "c"]) await journal.start(newExecution(id))
      const isMore = async (): Promise<boolean> => {
        return (await journal.claim({ owner: "me", limit: 1, nowMs: 5_000 })).isMore
      }
      deepEqual([await isMore(), await isMore(), await isMore(), await isMore()], [true, true, false, false])
      await journal.close()
    },
  },
  {
    title: "gives no child, for whoever runs its parent runs it",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.start(newExecution("a/child", { parent: "a" }))
      deepEqual(await claimed(journal, 3), ["a"])
      await journal.close()
    },
  },
  {
    title: "gives again what was released as ready, and nothing that is suspended or over",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b", "c"]) await journal.start(newExecution(id))
      await claimed(journal, 3)
      await journal.append([
        statusChanged("a", "suspended"),
        statusChanged("b", "completed"),
        statusChanged("c", "ready"),
      ])
      deepEqual(await claimed(journal, 3), ["c"])
      await journal.close()
    },
  },
  {
    title: "gives what was running to the next owner",
    run: async ({ open }) => {
      const first = await open()
      for (const id of ["a", "b"]) await first.start(newExecution(id))
      deepEqual(await claimed(first, 2), ["a", "b"])
      await first.append([statusChanged("b", "completed")])
      await first.close()
      const second = await open()
      deepEqual(await claimed(second, 2), ["a"])
      await second.close()
    },
  },
  {
    title: "gives all there is of what is claimed, for the first time and again",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      await journal.accept("a", newMessage("m"))
      const request = { owner: "me", limit: 1, nowMs: 5_000 }
      deepEqual((await journal.claim(request)).executions, [await journal.read("a")])
      await journal.append([entryAdded("a", 1), waitOpened("a"), statusChanged("a", "ready")])
      const [again] = (await journal.claim(request)).executions
      deepEqual(again, await journal.read("a"))
      deepEqual([again?.entries.length, again?.waits.length, again?.messages.length], [1, 1, 1])
      await journal.close()
    },
  },
  {
    title: "gives what waits when its wait is due, not before, and says when that is",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b", "c"]) await journal.start(newExecution(id))
      await claimed(journal, 3)
      await journal.append([
        waitOpened("a", { path: "later", kind: "timer", dueMs: 9_000 }),
        waitOpened("a", { path: "soon", kind: "timer", dueMs: 7_000 }),
        statusChanged("a", "waiting"),
        waitOpened("b", { dueMs: 8_000 }),
        statusChanged("b", "waiting"),
        waitOpened("c", { dueMs: 1 }),
      ])
      equal(await journal.nextDueMs(), 7_000)
      deepEqual(await claimed(journal, 9, 6_999), [])
      deepEqual(await claimed(journal, 9, 7_000), ["a"])
      equal(await journal.nextDueMs(), 8_000)
      await journal.append([
        { kind: "wait-end", execution: "a", path: "soon", wait: "timer" },
        statusChanged("a", "waiting"),
      ])
      deepEqual(await claimed(journal, 9, 8_000), ["b"])
      equal(await journal.nextDueMs(), 9_000)
      await journal.close()
    },
  },
  {
    title: "makes ready what waits, and not what has been claimed meanwhile",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b"]) await journal.start(newExecution(id))
      await claimed(journal, 2)
      await journal.append([statusChanged("a", "waiting")])
      await journal.append(
        ["a", "b"].map((execution) => ({ kind: "status", execution, status: "ready", from: "waiting", atMs: 4_000 })),
      )
      deepEqual(await claimed(journal, 2), ["a"])
      await journal.close()
    },
  },
  {
    title: "lists waits, those that began first first",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b"]) await journal.start(newExecution(id))
      await journal.append([
        waitOpened("a", { path: "review", kind: "human", openedMs: 30, details: '{"show":1}' }),
        waitOpened("b", { path: "review", kind: "human", openedMs: 10, dueMs: 99 }),
        waitOpened("b", { path: "review", kind: "timer", openedMs: 20, dueMs: 99 }),
      ])
      const human = await journal.waits({ kind: "human" })
      deepEqual(human, [
        { execution: "b", path: "review", kind: "human", dueMs: 99, details: undefined, openedMs: 10 },
        { execution: "a", path: "review", kind: "human", dueMs: undefined, details: '{"show":1}', openedMs: 30 },
      ])
      deepEqual(
        (await journal.waits({ execution: "b" })).map(({ kind }) => kind),
        ["human", "timer"],
      )
      equal((await journal.waits({ limit: 2 })).length, 2)
      await journal.append([{ kind: "wait-end", execution: "b", path: "review", wait: "human" }])
      deepEqual(
        (await journal.waits({ execution: "b" })).map(({ kind }) => kind),
        ["timer"],
      )
      await journal.close()
    },
  },
]

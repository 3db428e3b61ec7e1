import { deepEqual, equal } from "node:assert/strict"
import { claimed } from "./claimed.ts"
import { entryAdded, newExecution, newMessage, statusChanged, waitOpened } from "./samples.ts"
import type { SuiteCase } from "./store-under-test.ts"

/** Messages: accepting them, knowing them again, and waking whom they are for. */
export const messageCases: ReadonlyArray<SuiteCase> = [
  {
    title: "makes ready what waits when a message comes, in the same write",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b"]) await journal.start(newExecution(id))
      await claimed(journal, 2)
      await journal.append([waitOpened("a"), statusChanged("a", "waiting"), statusChanged("b", "suspended")])
      deepEqual(await journal.accept("a", newMessage("m")), { kind: "accepted", root: "a" })
      deepEqual(await journal.accept("b", newMessage("m")), { kind: "accepted", root: "b" })
      await journal.close()
      const second = await open()
      deepEqual(await claimed(second, 2), ["a"])
      deepEqual((await second.read("b"))?.messages, [newMessage("m")])
      await second.close()
    },
  },
  {
    title: "makes ready, when it is opened, what began to wait when a message had come, unless that was taken",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b"]) await journal.start(newExecution(id))
      await claimed(journal, 2)
      for (const id of ["a", "b"]) await journal.accept(id, newMessage("m"))
      await journal.append([
        statusChanged("a", "waiting"),
        { kind: "message-taken", execution: "b", message: "m" },
        statusChanged("b", "waiting"),
      ])
      deepEqual(await claimed(journal, 2), [])
      await journal.close()
      const second = await open()
      deepEqual(await claimed(second, 2), ["a"])
      await second.close()
    },
  },
  {
    title: "knows a message that comes again, before and after it was taken",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      const message = newMessage("m")
      const [first, again] = await Promise.all([
        journal.accept("a", message),
        journal.accept("a", newMessage("m", { digest: "another", receivedMs: 9_999 })),
      ])
      deepEqual(first, { kind: "accepted", root: "a" })
      deepEqual(again, { kind: "known", message, isTaken: false })
      await journal.append([{ kind: "message-taken", execution: "a", message: "m" }])
      deepEqual((await journal.read("a"))?.messages, [])
      deepEqual(await journal.accept("a", message), { kind: "known", message, isTaken: true })
      await journal.close()
    },
  },
  {
    title: "says of a message that it comes to nobody, or too late",
    run: async ({ open }) => {
      const journal = await open()
      deepEqual(await journal.accept("a", newMessage("m")), { kind: "unknown" })
      await journal.start(newExecution("a"))
      await journal.accept("a", newMessage("before"))
      await journal.append([statusChanged("a", "completed")])
      deepEqual(await journal.accept("a", newMessage("m")), { kind: "ended" })
      equal((await journal.accept("a", newMessage("before"))).kind, "known")
      await journal.close()
    },
  },
  {
    title: "gives what waits to whoever accepts a message for it, in the same write, and nothing else",
    run: async ({ open }) => {
      const journal = await open()
      for (const id of ["a", "b"]) await journal.start(newExecution(id))
      await journal.start(newExecution("a/child", { parent: "a" }))
      await claimed(journal, 2)
      await journal.append([entryAdded("a", 1), waitOpened("a"), statusChanged("a", "waiting")])
      const child = newMessage("to the child", { receivedMs: 4_000 })
      const accepted = await journal.accept("a/child", child, "me")
      deepEqual(accepted, { kind: "accepted", root: "a", claimed: await journal.read("a") })
      const { status, owner, changedMs } = (await journal.find("a")) ?? {}
      deepEqual({ status, owner, changedMs }, { status: "running", owner: "me", changedMs: 4_000 })
      for (const id of ["a", "b"]) {
        deepEqual(await journal.accept(id, newMessage("m"), "me"), { kind: "accepted", root: id })
      }
      deepEqual(await claimed(journal, 2), [])
      await journal.append([statusChanged("b", "waiting")])
      const own = await journal.accept("b", newMessage("n"), "me")
      deepEqual(own, { kind: "accepted", root: "b", claimed: await journal.read("b") })
      await journal.close()
    },
  },
  {
    title: "accepts an answer or a call as long as its wait is open, and knows it after that",
    run: async ({ open }) => {
      const journal = await open()
      await journal.start(newExecution("a"))
      const answer = newMessage("answer", { kind: "human", address: "review" })
      deepEqual(await journal.accept("a", answer), { kind: "closed" })
      await journal.append([waitOpened("a", { path: "review", kind: "human" })])
      deepEqual(await journal.accept("a", newMessage("call", { kind: "webhook", address: "review" })), {
        kind: "closed",
      })
      const accepted = [
        journal.accept("a", answer),
        journal.append([{ kind: "wait-end", execution: "a", path: "review", wait: "human" }]),
        journal.accept("a", answer),
        journal.accept("a", newMessage("late", { kind: "human", address: "review" })),
      ]
      deepEqual(await Promise.all(accepted), [
        { kind: "accepted", root: "a" },
        undefined,
        { kind: "known", message: answer, isTaken: false },
        { kind: "closed" },
      ])
      deepEqual((await journal.read("a"))?.messages, [answer])
      await journal.close()
    },
  },
]

import { flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import type { EngineOptions } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const races = interpret(
  flow("races")
    .race("first", {
      paid: (b) => b.signal("paid", { payload: Schema.Number }),
      review: (b) => b.human("review", { form: Schema.Number }),
    })
    .sleep("long", "1 hour")
    .returns(({ first }) => first.branch),
)
const open = (journal: EngineOptions["journal"]): Promise<Engine> => Engine.open({ journal, runners: [races] })

it("asks nobody any more what was over at a crash, and takes no answer to it", async () => {
  const store = memoryStore()
  let tellDead: () => void = () => undefined
  const died = new Promise<void>((resolve) => (tellDead = resolve))
  const first = await open(
    store.open({
      fault: ({ changes }) => {
        if (!changes.some((change) => change.kind === "wait-end" && change.wait === "human")) return undefined
        tellDead()
        return { kind: "crash", when: "before" }
      },
    }),
  )
  await first.start(races, undefined, { id: "a" })
  while ((await first.tasks()).length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const [task] = await first.tasks()
  await first.signal("a", "paid", 1, { id: "one" })
  await died
  await using engine = await open(store.open())
  const isAsleep = async (): Promise<boolean> =>
    (await engine.history("a")).entries.some(({ kind, path }) => kind === "due" && path === "long")
  while (!(await isAsleep())) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(await engine.tasks()).toEqual([])
  await expect(engine.complete(task?.token ?? "", 7)).rejects.toMatchObject({ problem: "closed" })
})

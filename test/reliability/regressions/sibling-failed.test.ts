import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { beforeEach, expect, it } from "vitest"

const undone: Array<string> = []
beforeEach(() => {
  undone.length = 0
})

const add = activity("add", async (n: number) => n + 1)
const book = activity("book", {
  run: async (town: string) => town,
  compensate: async ({ output }) => void undone.push(output),
})
const booker = flow("booker")
  .step("one", add, () => 1)
  .step("two", add, ({ one }) => one)
  .saga("trip", (b) => b.step("hotel", book, () => "Oslo").human("review", { form: Schema.Number }))
  .returns(({ trip }) => trip)
const failing = flow("failing")
  .human("review", { form: Schema.Number })
  .step(
    "fail",
    activity("fail", async (n: number): Promise<number> => {
      throw new RangeError(String(n))
    }),
    ({ review }) => review,
  )
  .returns(({ fail }) => fail)
const parent = flow("parent")
  .parallel({ fails: (b) => b.child("inner", failing), books: (b) => b.child("inner", booker) })
  .returns(({ books }) => books)

it("undoes what a child has done when another fails whose end its parent had not heard of at a crash", async () => {
  const store = memoryStore()
  const runner = interpret(parent)
  let tellDead: () => void = () => undefined
  const died = new Promise<void>((resolve) => (tellDead = resolve))
  const first = await Engine.open({
    journal: store.open({
      fault: ({ changes }) => {
        const isEnd = changes.some((change) => change.kind === "status" && change.status === "failed")
        if (isEnd) tellDead()
        return isEnd ? { kind: "crash", when: "after" } : undefined
      },
    }),
    runners: [runner],
  })
  await first.start(runner, undefined, { id: "a" })
  const open = async (): Promise<ReadonlyArray<string>> => (await first.tasks()).map(({ execution }) => execution)
  while ((await open()).length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  const task = (await first.tasks()).find(({ execution }) => execution === "a/fails.inner")
  void first.complete(task?.token ?? "", 1)
  await died
  const troubles: Array<unknown> = []
  await using engine = await Engine.open({
    journal: store.open(),
    runners: [runner],
    onError: (error) => troubles.push(error),
  })
  const outcome = await engine.outcome("a", { waitMs: 2_000 })
  expect(troubles).toEqual([])
  expect(outcome.status).toBe("failed")
  expect(undone).toEqual(["Oslo"])
})

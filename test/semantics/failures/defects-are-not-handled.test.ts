import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { broken, fails, halfLater, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

const Text = Schema.Struct({ text: Schema.String })

export const inParallel = flow("in-parallel", { input: Text })
  .parallel({
    waits: (b) => b.step("slow", works, () => 10_000),
    breaks: (b) => b.step("later", halfLater, () => 2).step("broken", broken, ({ input }) => input.text),
  })
  .returns(({ breaks }) => breaks)

export const inTry = flow("in-try", { input: Text })
  .try(
    "safe",
    (b) =>
      b
        .step("bad", fails, () => 0, { when: ({ input }) => input.text === "" })
        .step("broken", broken, ({ input }) => input.text),
    { Refused: (h) => h.let("none", () => 0) },
  )
  .returns(({ safe }) => safe)

export const inShare = flow("in-share", { input: Text })
  .parallel(
    {
      slow: (b) => b.step("one", works, () => 50),
      broken: (b) => b.step("one", broken, ({ input }) => input.text),
    },
    { minimumSuccess: 0 },
  )
  .returns(({ slow }) => slow._tag)

export const inItems = flow("in-items", { input: Text })
  .forEach(
    "each",
    () => [50, 0],
    (b) =>
      b.when(
        "bad",
        ({ item }) => item === 0,
        (w) => w.step("broken", broken, ({ input }) => input.text),
        (w) => w.step("one", works, ({ item }) => item),
      ),
    { minimumSuccess: 0, concurrency: 2 },
  )
  .returns(({ each }) => each.length)

export const continued = flow("continued", { input: Text })
  .step("broken", broken, ({ input }) => input.text, { onFailure: "continue" })
  .returns(({ broken: result }) => result._tag)

const defect = (path: string) => ({
  cause: {
    reasons: [
      {
        _tag: "Die",
        defect: {
          _tag: "ActivityDefect",
          message: `activity 'broken' at step '${path}' failed with an undeclared error: boom`,
          cause: new RangeError("boom"),
        },
      },
    ],
  },
})

it("fails a parallel after the other branch was cancelled", async () => {
  const run = await meaningOf(inParallel, import.meta.filename)
  const { exit, events } = await run({ text: "boom" })
  expect(exit).toMatchObject(defect("breaks.broken"))
  expect(events.slice(-3).map((event) => event.split(" ").slice(1, 3).join(" "))).toEqual([
    "step.failed breaks.broken",
    "step.cancelled waits.slow",
    "execution.failed durationMs=0",
  ])
})

it("passes a try by", async () => {
  const run = await meaningOf(inTry, import.meta.filename)
  expect((await run({ text: "boom" })).exit).toMatchObject(defect("safe.try.broken"))
  expect((await run({ text: "" })).exit).toEqual(Exit.succeed(0))
})

it("fails a parallel and a forEach that need no success at all, and interrupts the others", async () => {
  const run = await meaningOf(inShare, import.meta.filename)
  const shared = await run({ text: "boom" })
  expect(shared.exit).toMatchObject(defect("broken.one"))
  expect(shared.effects).toEqual(["slow.one starts", "broken", "slow.one is interrupted"])
  const runItems = await meaningOf(inItems, import.meta.filename)
  const items = await runItems({ text: "boom" })
  expect(items.exit).toMatchObject(defect("each[1].bad.then.broken"))
  expect(items.effects.at(-1)).toBe("each[0].bad.otherwise.one is interrupted")
})

it("fails a step that would continue after a failure", async () => {
  const run = await meaningOf(continued, import.meta.filename)
  expect((await run({ text: "boom" })).exit).toMatchObject(defect("broken"))
})

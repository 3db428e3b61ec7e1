import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { booksAnyway, booksUnlessStopped, deaf, half, heater, note, settles } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { expectCleanEnd } from "../running/expect-clean-end.ts"
import { meaningOf } from "../running/meaning.ts"

/** Nothing but promises, and values that are there at once, one after the other. */
export const inTurn = flow("in-turn")
  .step("one", booksUnlessStopped, () => 10)
  .step("two", booksAnyway, () => 10)
  .step("now", half, () => 8)
  .loop("rounds", {
    initial: () => 0,
    body: (b) =>
      b
        .step("a", booksUnlessStopped, ({ iteration }) => iteration)
        .step("b", half, () => 2)
        .returns(({ state }) => state + 1),
    until: (state) => state === 3,
    max: 3,
  })
  .forEach(
    "each",
    () => [3, 2, 1],
    (b) => b.step("a", booksAnyway, ({ item }) => item).step("b", note, ({ a }) => `noted ${a}`),
  )
  .when(
    "whether",
    ({ now }) => now > 1,
    (b) => b.step("a", booksUnlessStopped, () => 4).step("b", deaf, () => 4),
  )
  .match("which", ({ each }) => (each.length > 2 ? "many" : "few"), {
    many: (b) => b.step("a", booksAnyway, () => 4).step("b", booksUnlessStopped, () => 4),
    few: (b) => b.let("none", () => 0),
  })
  .try(
    "safe",
    (t) =>
      t
        .step("a", booksUnlessStopped, () => 4)
        .step("bad", settles, () => ({ ms: 4, ending: "rejects" as const, listening: true })),
    { Refused: (h) => h.step("c", booksUnlessStopped, () => 4) },
  )
  .step("last", booksUnlessStopped, () => 5)
  .returns(({ last }) => last)

/** The same kinds of steps in a saga, with what runs at once and what is held. */
export const inSaga = flow("in-saga")
  .saga("trip", (s) =>
    s
      .step("one", booksUnlessStopped, () => 10)
      .use("warm", heater, (u) =>
        u
          .step("two", booksAnyway, () => 10)
          .forEach(
            "each",
            () => [3, 2],
            (b) => b.step("a", booksUnlessStopped, ({ item }) => item),
          ),
      )
      .parallel({
        a: (b) => b.step("x", booksUnlessStopped, () => 5).step("y", booksAnyway, () => 5),
        b: (b) => b.step("x", booksAnyway, () => 7).step("y", booksUnlessStopped, () => 7),
      })
      .graph((g) =>
        g
          .node("m", { needs: [] }, (b) => b.step("x", booksUnlessStopped, () => 4))
          .node("n", { needs: ["m"] }, (b) => b.step("x", booksAnyway, () => 4)),
      )
      .forEach(
        "wide",
        () => [3, 5, 4, 2],
        (b) => b.step("w", booksAnyway, ({ item }) => item),
        { concurrency: 2 },
      )
      .loop("rounds", {
        initial: () => 0,
        body: (b) => b.step("z", booksAnyway, () => 3).returns(({ state }) => state + 1),
        until: (state) => state === 2,
        max: 2,
      })
      .step("last", booksUnlessStopped, () => 5),
  )
  .returns(({ trip }) => trip)

describe.each([
  { name: "in turn", workflow: inTurn, isSaga: false },
  { name: "in a saga", workflow: inSaga, isSaga: true },
])("promises $name", async ({ workflow, isSaga }) => {
  const run = await meaningOf(workflow, import.meta.filename)
  const both = await bothOf(workflow, import.meta.filename)

  /** Runs as a caller does who has nothing to provide and watches nothing; the activities bring the clock. */
  const runPlain = (cancelled: { readonly atMs?: number; readonly afterEffects?: number }) =>
    both(async (runner, world) => {
      const { time, told } = world
      const cancelling = new AbortController()
      world.cancel = () => cancelling.abort()
      world.cancelAfterEffects = cancelled.afterEffects
      let exit: Exit.Exit<unknown, unknown> | undefined
      void runner.runExit(undefined, { signal: cancelling.signal }).then((ended) => (exit = ended))
      if (cancelled.atMs !== undefined) {
        await time.goTo(cancelled.atMs)
        cancelling.abort()
      }
      await time.goUntil(() => exit !== undefined)
      return { isCancelled: exit !== undefined && Exit.hasInterrupts(exit), told, endedMs: time.now() }
    })

  const whole = await run()
  const moments = [...new Set(whole.told.map((line) => Number(line.split(" ")[0])))]

  it("do the same without a fiber as in one", async () => {
    expect(whole.exit).toEqual(Exit.succeed(5))
    expect(await runPlain({})).toEqual({ isCancelled: false, told: whole.told, endedMs: whole.endedMs })
  })

  it("end alike, and cleanly, when they are cancelled at or between any of the moments", async () => {
    for (const moment of moments.slice(1)) {
      for (const atMs of [moment - 0.5, ...(moment === moments.at(-1) ? [] : [moment])]) {
        const ended = await run(undefined, { cancelAtMs: atMs })
        expect(await runPlain({ atMs })).toEqual({ isCancelled: true, told: ended.told, endedMs: ended.endedMs })
        if (isSaga) expectCleanEnd(ended, "nothing")
      }
    }
  })

  it("end alike, and cleanly, when they are cancelled from inside by any activity", async () => {
    for (const [index, line] of whole.told.slice(0, -1).entries()) {
      // An item that another one's end begins, and that cancels at once, is undone last: effect's forEach does not wait.
      if (/wide\[[23]\].* starts/.test(line)) continue
      const afterEffects = index + 1
      const ended = await run(undefined, { cancelAfterEffects: afterEffects, durable: "otherwise" })
      const plain = await runPlain({ afterEffects })
      expect(plain).toEqual({ isCancelled: true, told: ended.told, endedMs: ended.endedMs })
      if (isSaga) expectCleanEnd(ended, "nothing")
    }
  })
})

import type { Concurrency } from "@millrace/plan"
import { it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { eachWhenReady } from "../src/verbs/each-when-ready.ts"
import type { DependentWork } from "../src/verbs/each-when-ready.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Work that writes down when it begins, and with what. */
function written(log: Array<string>, all: ReadonlyArray<readonly [needs: ReadonlyArray<number>, does: AnyEffect]>) {
  return all.map(([needs, does], index): DependentWork => ({
    needs,
    begin: (values) => {
      log.push(`${index}(${values.join(",")})`)
      return does
    },
  }))
}

/** Nothing of this work needs a service, but where a test provides it. */
function whenReady(work: ReadonlyArray<DependentWork>, concurrency: Concurrency) {
  // The types of the work are erased; what it needs is known above.
  return eachWhenReady(work, concurrency) as Effect.Effect<ReadonlyArray<unknown>, unknown>
}

const after = (ms: number, value: unknown) => Effect.as(Effect.sleep(ms), value)

describe("work that needs other work", () => {
  it("that never waits is done at once, and is an exit", () => {
    const log: Array<string> = []
    const work = written(log, [
      [[], Exit.succeed("a")],
      [[0], Exit.succeed("b")],
      [[], Exit.succeed("c")],
      [[2, 0, 1], Exit.succeed("d")],
    ])
    expect(whenReady(work, "unbounded")).toEqual(Exit.succeed(["a", "b", "c", "d"]))
    expect(log).toEqual(["0()", "1(a)", "2()", "3(c,a,b)"])
  })

  it("is nothing where there is none", () => {
    expect(whenReady([], 1)).toEqual(Exit.succeed([]))
  })

  it("that fails at once lets nothing more begin", () => {
    const log: Array<string> = []
    const work = written(log, [
      [[], Exit.succeed("a")],
      [[0], Exit.fail("b")],
      [[], Exit.succeed("c")],
    ])
    expect(whenReady(work, "unbounded")).toEqual(Exit.fail("b"))
    expect(log).toEqual(["0()", "1(a)"])
  })

  it.effect("begins in the moment in which the last that it needs ends, whatever order they end in", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const work = written(log, [
        [[], after(30, "a")],
        [[], after(10, "b")],
        [[1], after(10, "c")],
        [[0, 2], Exit.succeed("d")],
        [[3], after(5, "e")],
      ])
      const fiber = yield* Effect.forkChild(whenReady(work, "unbounded"), { startImmediately: true })
      const seen: Array<string> = []
      for (let ms = 0; ms < 40; ms += 5) {
        seen.push(`${ms}: ${log.splice(0).join(" ")}`)
        yield* TestClock.adjust(5)
      }
      expect(seen.filter((line) => !line.endsWith(": "))).toEqual(["0: 0() 1()", "10: 2(b)", "30: 3(a,c) 4(d)"])
      expect(yield* Fiber.await(fiber)).toEqual(Exit.succeed(["a", "b", "c", "d", "e"]))
    }),
  )

  it.effect("begins in the order of the list where only some may be at work", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const work = written(log, [
        [[], after(10, "a")],
        [[0], after(10, "b")],
        [[], after(10, "c")],
        [[0], after(10, "d")],
        [[], after(10, "e")],
      ])
      const fiber = yield* Effect.forkChild(whenReady(work, 2), { startImmediately: true })
      const seen: Array<string> = []
      for (let ms = 0; ms < 40; ms += 10) {
        seen.push(log.splice(0).join(" "))
        yield* TestClock.adjust(10)
      }
      expect(seen).toEqual(["0() 2()", "1(a) 3(a)", "4()", ""])
      expect(yield* Fiber.await(fiber)).toEqual(Exit.succeed(["a", "b", "c", "d", "e"]))
    }),
  )

  it.effect("is interrupted by the first failure, which waits for its cleanup", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const tidying = Effect.onInterrupt(after(99, "a"), () => Effect.map(Effect.sleep(7), () => log.push("tidied")))
      const work = written(log, [
        [[], tidying],
        [[], Effect.flatMap(Effect.sleep(5), () => Effect.fail("b"))],
        [[1], Exit.succeed("c")],
      ])
      const fiber = yield* Effect.forkChild(whenReady(work, "unbounded"), { startImmediately: true })
      yield* TestClock.adjust(11)
      expect(fiber.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust(1)
      expect(fiber.pollUnsafe()).toEqual(Exit.fail("b"))
      expect(log).toEqual(["0()", "1()", "tidied"])
    }),
  )

  it.effect("that goes wrong in its cleanup makes all of it a defect", () =>
    Effect.gen(function* () {
      const breaking = Effect.onInterrupt(after(99, "a"), () => Effect.die("cleanup"))
      const work = written(
        [],
        [
          [[], breaking],
          [[], Effect.flatMap(Effect.sleep(5), () => Effect.fail("b"))],
        ],
      )
      const fiber = yield* Effect.forkChild(whenReady(work, "unbounded"), { startImmediately: true })
      yield* TestClock.adjust(5)
      expect(fiber.pollUnsafe()).toEqual(
        Exit.failCause(Cause.fromReasons([Cause.makeDieReason("b"), Cause.makeDieReason("cleanup")])),
      )
    }),
  )

  it.effect("ends with its cleanup when the whole is interrupted, and nothing more begins", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const tidying = Effect.onInterrupt(after(10, "a"), () => Effect.map(Effect.sleep(7), () => log.push("tidied")))
      const work = written(log, [
        [[], tidying],
        [[], after(20, "b")],
        [[0], Exit.succeed("c")],
      ])
      const fiber = yield* Effect.forkChild(whenReady(work, 1), { startImmediately: true })
      yield* TestClock.adjust(5)
      const interrupting = yield* Effect.forkChild(Fiber.interrupt(fiber), { startImmediately: true })
      yield* TestClock.adjust(6)
      expect(interrupting.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust(1)
      expect(Exit.hasInterrupts(yield* Fiber.await(fiber))).toBe(true)
      expect(log).toEqual(["0()", "tidied"])
    }),
  )

  it.effect("that interrupts the whole while it is begun is waited for like any other", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      let interrupt = (): void => undefined
      const work: ReadonlyArray<DependentWork> = [
        { needs: [], begin: () => after(10, "a") },
        {
          needs: [0],
          begin: () => {
            interrupt()
            return Effect.onInterrupt(after(99, "b"), () => Effect.map(Effect.sleep(7), () => log.push("tidied")))
          },
        },
      ]
      const fiber = yield* Effect.forkChild(whenReady(work, 1), { startImmediately: true })
      interrupt = () => fiber.interruptUnsafe()
      yield* TestClock.adjust(16)
      expect(fiber.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust(1)
      expect(Exit.hasInterrupts(yield* Fiber.await(fiber))).toBe(true)
      expect(log).toEqual(["tidied"])
    }),
  )

  it.effect("that fails after the whole was interrupted does not make the interruption a failure", () =>
    Effect.gen(function* () {
      const failing = Effect.uninterruptible(Effect.flatMap(Effect.sleep(10), () => Effect.fail("late")))
      const fiber = yield* Effect.forkChild(whenReady(written([], [[[], failing]]), 1), { startImmediately: true })
      yield* TestClock.adjust(5)
      const interrupting = yield* Effect.forkChild(Fiber.interrupt(fiber), { startImmediately: true })
      yield* TestClock.adjust(5)
      yield* Fiber.join(interrupting)
      const exit = yield* Fiber.await(fiber)
      expect(exit._tag === "Failure" ? exit.cause.reasons.map(({ _tag }) => _tag) : exit).toEqual(["Interrupt"])
    }),
  )

  it.effect("has the services of the whole", () => {
    const Name = Context.Service<"Name", string>("test/Name")
    const asking = Effect.flatMap(Effect.yieldNow, () => Effect.flatMap(Name, (name) => Effect.succeed(name)))
    const whole = whenReady(
      written(
        [],
        [
          [[], asking],
          [[0], asking],
        ],
      ),
      "unbounded",
    )
    return Effect.gen(function* () {
      expect(yield* Effect.provideService(whole, Name, "ada")).toEqual(["ada", "ada"])
    })
  })

  it("that never waits may be ten thousand long, each needing the one before", async () => {
    const work = Array.from({ length: 10_000 }, (_, index): DependentWork => {
      const begin = ([before = 0]: ReadonlyArray<unknown>) => Exit.succeed(Number(before) + 1)
      return { needs: index === 0 ? [] : [index - 1], begin }
    })
    const values = await Effect.runPromise(whenReady(work, "unbounded"))
    expect(values.at(-1)).toBe(10_000)
  })
})

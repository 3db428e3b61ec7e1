import { flow } from "@millrace/dsl"
import * as Result from "effect/Result"
import { adds, desks, full, gives, guess, hangs, lamp, stuckDoor, takesLonger } from "./activities.ts"

/** Several things at once, and what they share. */

export const besideParallel = flow("beside-parallel")
  .parallel({
    short: (b) => b.step("one", adds, () => 1),
    long: (b) => b.step("one", takesLonger, () => 1).step("two", adds, ({ one }) => one),
    none: (b) => b.step("one", gives, () => 1),
  })
  .returns(({ short, long, none }) => [short, long, none])

export const besideFails = flow("beside-fails")
  .parallel({
    one: (b) => b.step("long", hangs, () => 1),
    other: (b) => b.step("first", adds, () => 1).step("room", full, () => "Turin"),
  })
  .returns(({ one }) => one)

export const besideMinimum = flow("beside-minimum")
  .parallel(
    {
      one: (b) => b.step("room", full, () => "Turin"),
      two: (b) => b.step("long", takesLonger, () => 1),
      three: (b) => b.step("short", adds, () => 1),
    },
    { minimumSuccess: 0.6, summary: "asked" },
  )
  .returns(({ one, two, asked }) => ({
    one: Result.isFailure(one),
    two: Result.isSuccess(two),
    failed: asked.failures.map(({ key }) => key),
  }))

export const besideMinimumMissed = flow("beside-minimum-missed")
  .parallel(
    {
      one: (b) => b.step("room", full, () => "Turin"),
      two: (b) => b.step("room", full, () => "Oslo"),
      three: (b) => b.step("short", adds, () => 1),
    },
    { minimumSuccess: 0.6 },
  )
  .returns(({ three }) => Result.isSuccess(three))

export const besideOneByOne = flow("beside-one-by-one")
  .parallel(
    {
      a: (b) => b.step("one", adds, () => 1),
      b: (b) => b.step("one", adds, () => 2),
      c: (b) => b.step("one", adds, () => 3),
    },
    { concurrency: 1 },
  )
  .returns(({ a, b, c }) => [a, b, c])

export const besideItems = flow("beside-items")
  .forEach(
    "items",
    () => [3, 1, 2, 5],
    (b) => b.step("one", adds, ({ item }) => item).returns(({ index, one }) => [index, one]),
    { concurrency: 2, key: (item) => `item-${item}` },
  )
  .returns(({ items }) => items)

export const besideItemsInOrder = flow("beside-items-in-order")
  .forEach(
    "items",
    () => ["a", "b", "c"],
    (b) => b.step("one", adds, ({ item }) => item.length),
    {
      key: (item) => item,
    },
  )
  .returns(({ items }) => items)

export const besideManyItems = flow("beside-many-items")
  .forEach(
    "items",
    () => [1, 2, 3, 4, 5, 6, 7, 8],
    (b) => b.step("one", adds, ({ item }) => item),
    {
      concurrency: "unbounded",
      key: (item) => String(item),
    },
  )
  .returns(({ items }) => items.reduce((sum, each) => sum + each, 0))

export const besideItemsOfWhichSome = flow("beside-items-of-which-some")
  .forEach(
    "items",
    () => [1, 2, 3],
    (b) =>
      b.when(
        "second",
        ({ item }) => item === 2,
        (t) => t.step("room", full, () => "Turin"),
        (t) => t.step("one", adds, ({ item }) => item),
      ),
    { concurrency: 3, minimumSuccess: 0.5, key: (item) => String(item), summary: "all" },
  )
  .returns(({ items, all }) => [items.map(Result.isSuccess), all.failed])

export const besideItemFails = flow("beside-item-fails")
  .forEach(
    "items",
    () => [1, 2, 3],
    (b) =>
      b.when(
        "second",
        ({ item }) => item === 2,
        (t) => t.step("first", adds, () => 1).step("room", full, () => "Turin"),
        (t) => t.step("one", hangs, ({ item }) => item),
      ),
    { concurrency: 3, key: (item) => String(item) },
  )
  .returns(({ items }) => items.length)

export const besideRace = flow("beside-race")
  .race("first", { long: (b) => b.step("one", hangs, () => 1), short: (b) => b.step("one", adds, () => 1) })
  .step("after", adds, ({ first }) => first.value)
  .returns(({ first, after }) => [first.branch, after])

export const besideRaceWithTimer = flow("beside-race-with-timer")
  .race("first", {
    work: (b) => b.step("one", hangs, () => 1),
    timer: (b) => b.sleep("wait", 20).let("late", () => 0),
  })
  .step("after", adds, ({ first }) => first.value)
  .returns(({ first, after }) => [first.branch, after])

export const besideRaceAgainstTimer = flow("beside-race-against-timer")
  .race("first", {
    work: (b) => b.step("one", adds, () => 1).step("two", takesLonger, ({ one }) => one),
    timer: (b) => b.sleep("wait", "10 minutes").let("late", () => 0),
  })
  .returns(({ first }) => [first.branch, first.value])

export const besideRaceOfTimers = flow("beside-race-of-timers")
  .race("first", {
    hours: (b) => b.sleep("wait", "3 hours").step("one", adds, () => 1),
    soon: (b) => b.sleep("wait", 15).step("one", adds, () => 2),
  })
  .returns(({ first }) => [first.branch, first.value])

export const besideRaceWithFailure = flow("beside-race-with-failure")
  .race("first", {
    fails: (b) => b.step("room", full, () => "Turin").let("none", () => 0),
    works: (b) => b.step("one", takesLonger, () => 1),
  })
  .returns(({ first }) => [first.branch, first.value])

export const besideRaceLost = flow("beside-race-lost")
  .race("first", { one: (b) => b.step("room", full, () => "Turin"), two: (b) => b.step("room", full, () => "Oslo") })
  .returns(({ first }) => first.branch)

export const besideGraph = flow("beside-graph")
  .graph((g) =>
    g
      .node("sources", { needs: [] }, (b) => b.step("one", adds, () => 1))
      .node("assets", { needs: [] }, (b) => b.step("one", takesLonger, () => 10))
      .node("compiled", { needs: ["sources"] }, (b) => b.step("two", adds, ({ sources }) => sources))
      .node("site", { needs: ["compiled", "assets"] }, (b) =>
        b.step("put", adds, ({ compiled, assets }) => compiled + assets),
      ),
  )
  .returns(({ site }) => site)

export const besideGraphFails = flow("beside-graph-fails")
  .graph((g) =>
    g
      .node("slow", { needs: [] }, (b) => b.step("one", hangs, () => 1))
      .node("first", { needs: [] }, (b) => b.step("one", adds, () => 1))
      .node("room", { needs: ["first"] }, (b) => b.step("book", full, () => "Turin")),
  )
  .returns(({ room }) => room)

export const besideDataflow = flow("beside-dataflow", { schedule: "dataflow" })
  .step("a", takesLonger, () => 1)
  .step("b", adds, () => 10)
  .step("c", adds, ({ b }) => b)
  .step("d", adds, ({ a, c }) => a + c)
  .returns(({ d }) => d)

export const besideConcurrency = flow("beside-concurrency", { concurrency: 1 })
  .parallel({ a: (b) => b.step("one", adds, () => 1), b: (b) => b.step("one", takesLonger, () => 2) })
  .returns(({ a, b }) => [a, b])

export const besidePool = flow("beside-pool")
  .forEach(
    "letters",
    () => ["a", "b", "c"],
    (b) => b.step("one", adds, ({ item }) => item.length, { pool: desks }),
    {
      concurrency: "unbounded",
      key: (item) => item,
    },
  )
  .returns(({ letters }) => letters)

export const besideNested = flow("beside-nested")
  .loop("rounds", {
    initial: () => 0,
    body: (b) =>
      b
        .parallel({
          items: (p) =>
            p.forEach(
              "each",
              () => ["x", "y"],
              (f) => f.step("one", adds, ({ item }) => item.length),
              {
                concurrency: 2,
                key: (item) => item,
              },
            ),
          alone: (p) => p.sleep("wait", 3).step("one", adds, () => 1),
        })
        .returns(({ state, items, alone }) => state + items.length + alone),
    until: (state) => state >= 8,
    max: 3,
  })
  .returns(({ rounds }) => rounds)

export const besideAgent = flow("beside-agent")
  .agent("guessed", guess, () => 4, { retry: { maximumAttempts: 2, initialInterval: 5 } })
  .step("after", adds, ({ guessed }) => guessed)
  .returns(({ after }) => after)

export const besideUse = flow("beside-use")
  .use("lit", lamp, (b) => b.step("one", adds, ({ resource }) => resource.light).step("two", adds, ({ one }) => one))
  .step("after", adds, ({ lit }) => lit)
  .returns(({ after }) => after)

export const besideUseFails = flow("beside-use-fails")
  .use("lit", lamp, (b) => b.step("one", adds, ({ resource }) => resource.light).step("room", full, () => "Turin"))
  .returns(({ lit }) => lit)

export const besideStuckDoor = flow("beside-stuck-door")
  .step("before", adds, () => 1)
  .use("open", stuckDoor, (b) => b.step("one", adds, ({ resource }) => resource.length))
  .returns(({ open }) => open)

import { forEach, loop, parallel, saga, step, takeBranch, tryCatch, withPolicies } from "@millrace/runtime/runner"
import { workflow } from "../watched.ts"
import { flowSteps, Full } from "./flow-steps.ts"
import type { Flow } from "./flow-steps.ts"

/** Steps, decisions, loops, failures and sagas. */
export const flowsInARow: ReadonlyArray<Flow> = [
  {
    title: "steps in a row, which give promises, values and effects",
    runner: (world) => {
      const { add, value, effect } = flowSteps(world)
      const [one, two, three] = [step("one", add), step("two", value), step("three", effect)]
      return workflow(function* (at) {
        const first = yield* one(at, 1)
        const second = yield* two(at, first)
        return { first, second, third: yield* three(at, second) }
      })
    },
  },
  {
    title: "branches at once, some of them longer",
    runner: (world) => {
      const { add, slow } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", slow)]
      return workflow((at) =>
        parallel(at, {
          short: (at) => one(at, 1),
          long: function* (at) {
            const first = yield* two(at, 1)
            return yield* one(at, first)
          },
        }),
      )
    },
  },
  {
    title: "a branch of a decision",
    runner: (world) => {
      const { add } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", add)]
      return workflow(function* (at) {
        const first = yield* one(at, 1)
        if (first > 1) return yield* two(takeBranch(at, "large", "then"), first)
        return yield* two(takeBranch(at, "large", "otherwise"), 0)
      })
    },
  },
  {
    title: "a loop",
    runner: (world) => {
      const { add } = flowSteps(world)
      const one = step("one", add)
      return workflow((at) => loop(at, "rounds", 0, (at, state) => one(at, state), { until: (n) => n >= 3, max: 5 }))
    },
  },
  {
    title: "items, two at once, called by their key",
    runner: (world) => {
      const { add, slow } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", slow)]
      return workflow((at) =>
        forEach(
          at,
          "items",
          [3, 1, 2],
          function* (at, item) {
            const first = item === 1 ? yield* two(at, item) : yield* one(at, item)
            return first * 10
          },
          { concurrency: 2, key: (item) => `item-${item}` },
        ),
      )
    },
  },
  {
    title: "a failure that is handled",
    runner: (world) => {
      const { add, full } = flowSteps(world)
      const [one, book] = [step("one", add), step("book", full)]
      return workflow((at) =>
        tryCatch(at, "booked", (at) => book(at, "Oslo"), {
          Full: function* (at, error: Full) {
            return `${error.town} ${error instanceof Full} ${yield* one(at, 1)}`
          },
        }),
      )
    },
  },
  {
    title: "a failure that ends it",
    runner: (world) => {
      const { add, full } = flowSteps(world)
      const [one, book] = [step("one", add), step("book", full)]
      return workflow(function* (at) {
        yield* one(at, 1)
        return yield* book(at, "Oslo")
      })
    },
  },
  {
    title: "a failure beside branches that are interrupted",
    runner: (world) => {
      const { slow, full } = flowSteps(world)
      const [one, book] = [step("one", slow), step("book", full)]
      return workflow((at) => parallel(at, { one: (at) => one(at, 1), book: (at) => book(at, "Oslo") }))
    },
  },
  {
    title: "attempts that fail",
    runner: (world) => {
      const { flaky } = flowSteps(world)
      const one = step("one", flaky, withPolicies({ retry: { maximumAttempts: 4, initialInterval: 3 } }))
      return workflow((at) => one(at, 2))
    },
  },
  {
    title: "attempts that all fail",
    runner: (world) => {
      const { flaky } = flowSteps(world)
      const one = step("one", flaky, withPolicies({ retry: { maximumAttempts: 2, initialInterval: 3 } }))
      return workflow((at) => one(at, 9))
    },
  },
  {
    title: "a saga that is undone, the last step first",
    runner: (world) => {
      const { book, full } = flowSteps(world)
      const [train, hotel, room] = [
        step("train", book, withPolicies()),
        step("hotel", book, withPolicies()),
        step("room", full),
      ]
      return workflow((at) =>
        saga(at, "trip", function* (at) {
          yield* train(at, "Rome")
          yield* hotel(at, "Oslo")
          return yield* room(at, "Turin")
        }),
      )
    },
  },
  {
    title: "a saga whose branches ended in another order than they are written",
    runner: (world) => {
      const { book, full, slow } = flowSteps(world)
      const [train, hotel, room, wait] = [
        step("train", book, withPolicies()),
        step("hotel", book, withPolicies()),
        step("room", full),
        step("wait", slow),
      ]
      return workflow((at) =>
        saga(at, "trip", function* (at) {
          yield* parallel(at, {
            late: function* (at) {
              yield* wait(at, 1)
              return yield* train(at, "Rome")
            },
            inner: (at) => saga(at, "stay", (at) => hotel(at, "Oslo")),
          })
          return yield* room(at, "Turin")
        }),
      )
    },
  },
  {
    title: "a saga that is undone while a branch succeeds",
    runner: (world) => {
      const { bookSlowly, full } = flowSteps(world)
      const [train, room] = [step("train", bookSlowly, withPolicies()), step("room", full)]
      return workflow((at) =>
        saga(at, "trip", (at) => parallel(at, { room: (at) => room(at, "Turin"), train: (at) => train(at, "Rome") })),
      )
    },
  },
]

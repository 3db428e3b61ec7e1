import {
  child,
  forEach,
  graph,
  parallel,
  race,
  runner,
  saga,
  skipStep,
  sleep,
  step,
  timeLimit,
  tryCatch,
  use,
  webhook,
  withPolicies,
} from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import { resource } from "@millrace/plan"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { workflow } from "../watched.ts"
import { flowSteps } from "./flow-steps.ts"
import type { Flow } from "./flow-steps.ts"

/** Races, waits, resources, children, limits and graphs. */
export const flowsBeside: ReadonlyArray<Flow> = [
  {
    title: "a race",
    runner: (world) => {
      const { add, slow } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", slow)]
      return workflow(function* (at) {
        const first = yield* race(at, "first", { long: (at) => two(at, 1), short: (at) => one(at, 1) })
        return [first.branch, yield* one(at, first.value)]
      })
    },
  },
  {
    title: "waits",
    runner: (world) => {
      const { add } = flowSteps(world)
      const one = step("one", add)
      return workflow(function* (at) {
        yield* sleep(at, "short", 4)
        const first = yield* one(at, 1)
        yield* sleep(at, "none", 0)
        return first
      })
    },
  },
  {
    title: "a resource, which every life acquires",
    runner: (world) => {
      const { add } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", add)]
      const lamp = resource("lamp", {
        acquire: async () => {
          await new Promise((resolve) => setTimeout(resolve, 2))
          return "lamp"
        },
        release: () => undefined,
      })
      return workflow((at: Position) =>
        parallel(at, {
          lit: (at) =>
            use(at, "lit", lamp, function* (at, resource) {
              const first = yield* one(at, resource.length)
              return yield* two(at, first)
            }),
          dark: (at) => one(at, 1),
        }),
      )
    },
  },
  {
    title: "a child, which is an execution of its own",
    runner: (world) => {
      const { add } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", add)]
      const inner = workflow(function* (at) {
        const first = yield* one(at, 1)
        return yield* two(at, first)
      })
      const childStep = child("inner", () => inner)
      return workflow(function* (at) {
        const value = yield* childStep(at, undefined)
        return yield* one(at, value)
      })
    },
  },
  {
    title: "a child with a saga, which a sibling's failure ends",
    runner: (world) => {
      const { add, book, full } = flowSteps(world)
      const [train, room, note] = [step("train", book, withPolicies()), step("room", full), step("note", add)]
      const inner = workflow((at) =>
        saga(at, "trip", function* (at) {
          yield* train(at, "Rome")
          return yield* sleep(at, "long", 10_000)
        }),
      )
      const childStep = child("inner", () => inner)
      return workflow((at) =>
        tryCatch(
          at,
          "safe",
          (at) =>
            parallel(at, {
              inner: (at) => childStep(at, undefined),
              room: function* (at) {
                yield* sleep(at, "pause", 12)
                return yield* room(at, "Turin")
              },
            }),
          { Full: (at) => note(at, 1) },
        ),
      )
    },
  },
  {
    title: "a time limit that ends a saga",
    runner: (world) => {
      const { book } = flowSteps(world)
      const train = step("train", book, withPolicies())
      return runner({
        plan: { name: "test", digest: "0123456789abcdef", steps: [] },
        timeout: timeLimit(200),
        body: (at) =>
          saga(at, "trip", function* (at) {
            yield* train(at, "Rome")
            return yield* sleep(at, "long", 10_000)
          }),
      })
    },
  },
  {
    title: "a deadline over attempts",
    runner: (world) => {
      const { flaky } = flowSteps(world)
      const one = step(
        "one",
        flaky,
        withPolicies({ retry: { maximumAttempts: 9, initialInterval: 100 }, deadline: 160 }),
      )
      return workflow((at) => one(at, 9))
    },
  },
  {
    title: "a call that does not come in time",
    runner: (world) => {
      const { add, tell } = flowSteps(world)
      const [note, late, last] = [step("note", add), step("late", add), step("last", add)]
      const called = webhook("called", { payload: Schema.Number, announce: tell, deadline: 60 })
      return workflow(function* (at) {
        const first = yield* note(at, 1)
        const second = yield* called(at, undefined, (at) => late(at, first))
        return yield* last(at, second)
      })
    },
  },
  {
    title: "a wait for a call beside a failure",
    runner: (world) => {
      const { book, full, tell } = flowSteps(world)
      const [train, room] = [step("train", book, withPolicies()), step("room", full)]
      const called = webhook("called", { payload: Schema.Number, announce: tell })
      return workflow((at) =>
        saga(at, "trip", function* (at) {
          yield* train(at, "Rome")
          return yield* parallel(at, {
            called: (at) => called(at),
            room: function* (at) {
              yield* sleep(at, "pause", 12)
              return yield* room(at, "Turin")
            },
          })
        }),
      )
    },
  },
  {
    title: "nodes that begin when what they need is there",
    runner: (world) => {
      const { add, slow } = flowSteps(world)
      const [one, two] = [step("one", add), step("two", slow)]
      return workflow((at) =>
        graph(at, (g) => {
          const long = g.node("long", [], (at) => two(at, 1))
          const short = g.node("short", [], (at) => one(at, 1))
          const last = g.node("last", [long, short], (at, ...values) => one(at, values[0] + values[1]))
          return { long, short, last }
        }),
      )
    },
  },
  {
    title: "failures that are values",
    runner: (world) => {
      const { add, full } = flowSteps(world)
      const [one, room] = [step("one", add), step("room", full, withPolicies({ onFailure: "continue" }))]
      return workflow(function* (at) {
        const booked = yield* room(at, "Turin")
        const rooms = yield* forEach(at, "rooms", ["a", "b"], (at, town) => room(at, town), { minimumSuccess: 0 })
        return [Result.isFailure(booked), rooms.length, yield* one(at, 1), skipStep(at, "never") ?? "skipped"]
      })
    },
  },
]

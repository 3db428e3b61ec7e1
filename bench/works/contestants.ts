import { interpret } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import type { ByEffect } from "./by-hand/effect-gen.ts"
import type * as valueFlows from "./flows/values.flow.ts"
import type * as valueRunners from "./flows/values.runner.ts"
import type { EffectTasks } from "./tasks/as-effects.ts"
import type { Contestant, Kind, WorkRuns } from "./works.ts"

type Flows = typeof valueFlows
/** The runners of the works, with whatever kind of activities. */
export type Runners = typeof valueRunners

const flowsOf: Readonly<Record<Kind, () => Promise<Flows>>> = {
  values: () => import("./flows/values.flow.ts"),
  promises: () => import("./flows/promises.flow.ts"),
  effects: () => import("./flows/effects.flow.ts"),
}

const runnersOf: Readonly<Record<Kind, () => Promise<Runners>>> = {
  values: () => import("./flows/values.runner.ts"),
  promises: () => import("./flows/promises.runner.ts"),
  effects: () => import("./flows/effects.runner.ts"),
}

/** The runners that `millrace build` emitted. */
export const emitted: Contestant = running("emitted", (kind) => runnersOf[kind]())

/** Runs emitted runners, however they were built. */
export function running(name: string, loadRunners: (kind: Kind) => Promise<Runners>): Contestant {
  return {
    name,
    load: async (kind) => {
      const { sequence, fanOut, hundredTimes, decision, order } = await loadRunners(kind)
      return {
        sequence: (input) => sequence.run(input),
        fanOut: (input) => fanOut.run(input),
        hundredTimes: (input) => hundredTimes.run(input),
        decision: (input) => decision.run(input),
        order: (input) => order.run(input),
      }
    },
  }
}

/** The same with somebody who watches all events. */
const observed: Contestant = {
  name: "emitted, observed",
  load: async (kind) => {
    const { sequence, fanOut, hundredTimes, decision, order } = await runnersOf[kind]()
    let seen = 0
    const options = {
      onEvent: () => {
        seen += 1
      },
    }
    return {
      sequence: (input) => sequence.run(input, options),
      fanOut: (input) => fanOut.run(input, options),
      hundredTimes: (input) => hundredTimes.run(input, options),
      decision: (input) => decision.run(input, options),
      order: (input) => order.run(input, options),
    }
  },
}

/** The same flows without a build step. */
const interpreter: Contestant = {
  name: "interpreter",
  load: async (kind) => {
    const flows = await flowsOf[kind]()
    const sequence = interpret(flows.sequence)
    const fanOut = interpret(flows.fanOut)
    const hundredTimes = interpret(flows.hundredTimes)
    const decision = interpret(flows.decision)
    const order = interpret(flows.order)
    return {
      sequence: (input) => sequence.run(input),
      fanOut: (input) => fanOut.run(input),
      hundredTimes: (input) => hundredTimes.run(input),
      decision: (input) => decision.run(input),
      order: (input) => order.run(input),
    }
  },
}

const asyncFunctions: Contestant = {
  name: "async/await",
  load: async (kind) => (kind === "effects" ? {} : import("./by-hand/async.ts")),
}

/** Async functions that await what is no Promise. */
const awaitedValues: Contestant = {
  name: "await on values",
  load: async (kind) => (kind === "values" ? import("./by-hand/awaited-values.ts") : {}),
}

const handled: Contestant = {
  name: "async/await, handled",
  load: async (kind) => (kind === "promises" ? import("./by-hand/handled.ts") : {}),
}

const effectGen: Contestant = byEffect("Effect.gen", async () => (await import("./by-hand/effect-gen.ts")).byGen)

const effectPipe: Contestant = byEffect("Effect pipe", async () => (await import("./by-hand/effect-pipe.ts")).byPipe)

function byEffect(name: string, load: () => Promise<(tasks: EffectTasks) => ByEffect>): Contestant {
  return {
    name,
    load: async (kind): Promise<WorkRuns> => {
      const { effectTasks } = await import("./tasks/as-effects.ts")
      const by = (await load())(effectTasks[kind])
      return {
        sequence: (input) => Effect.runPromise(by.sequence(input)),
        fanOut: (input) => Effect.runPromise(by.fanOut(input)),
        hundredTimes: (input) => Effect.runPromise(by.hundredTimes(input)),
        decision: (input) => Effect.runPromise(by.decision(input)),
        order: (input) => Effect.runPromise(by.order(input)),
      }
    },
  }
}

/** Runners beside what is written by hand. */
export const byHand: ReadonlyArray<Contestant> = [
  asyncFunctions,
  awaitedValues,
  handled,
  effectGen,
  effectPipe,
  emitted,
]

/** The ways to run a workflow that share their code: what one of them does to it the others pay for. */
export const ourWays: ReadonlyArray<Contestant> = [asyncFunctions, emitted, observed, interpreter]

/** Who stands beside other engines. */
export const besidePeers: ReadonlyArray<Contestant> = [asyncFunctions, emitted]

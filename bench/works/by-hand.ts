import * as Effect from "effect/Effect"
import { increment, incrementLater } from "./activities.ts"

/** A work written by hand, once with async functions and once with Effect. */
export interface ByHand {
  readonly async: (input: { readonly n: number }) => Promise<number>
  readonly effect: (input: { readonly n: number }) => Effect.Effect<number>
}

const context = undefined as never
const step = async (n: number): Promise<number> => increment.run({ n }, context) as number
const stepLater = async (n: number): Promise<number> => incrementLater.run({ n }, context) as Promise<number>
const stepEffect = (n: number): Effect.Effect<number> => Effect.sync(() => increment.run({ n }, context) as number)
const stepLaterEffect = (n: number): Effect.Effect<number> =>
  Effect.promise(() => incrementLater.run({ n }, context) as Promise<number>)

export const sequence: ByHand = {
  async: async ({ n }) => {
    let value = n
    for (let i = 0; i < 10; i++) value = await step(value)
    return value
  },
  effect: ({ n }) =>
    Effect.gen(function* () {
      let value = n
      for (let i = 0; i < 10; i++) value = yield* stepEffect(value)
      return value
    }),
}

export const sequenceLater: ByHand = {
  async: async ({ n }) => {
    let value = n
    for (let i = 0; i < 10; i++) value = await stepLater(value)
    return value
  },
  effect: ({ n }) =>
    Effect.gen(function* () {
      let value = n
      for (let i = 0; i < 10; i++) value = yield* stepLaterEffect(value)
      return value
    }),
}

const eight = [1, 2, 3, 4, 5, 6, 7, 8]
const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)

export const fanOut: ByHand = {
  async: async ({ n }) => {
    const c = await step(await step(await step(n)))
    return step(await step(sum(await Promise.all(eight.map((i) => step(c + i))))))
  },
  effect: ({ n }) =>
    Effect.gen(function* () {
      const c = yield* stepEffect(yield* stepEffect(yield* stepEffect(n)))
      const values = yield* Effect.all(
        eight.map((i) => stepEffect(c + i)),
        { concurrency: "unbounded" },
      )
      return yield* stepEffect(yield* stepEffect(sum(values)))
    }),
}

export const hundredTimes: ByHand = {
  async: async ({ n }) => {
    let value = n
    for (let i = 0; i < 100; i++) value = await step(value)
    return value
  },
  effect: ({ n }) =>
    Effect.gen(function* () {
      let value = n
      for (let i = 0; i < 100; i++) value = yield* stepEffect(value)
      return value
    }),
}

export const decision: ByHand = {
  async: async ({ n }) => {
    const b = await step(await step(n))
    return b > 100 ? step(b - 100) : b > 10 ? step(b) : step(b + 100)
  },
  effect: ({ n }) =>
    Effect.gen(function* () {
      const b = yield* stepEffect(yield* stepEffect(n))
      return yield* stepEffect(b > 100 ? b - 100 : b > 10 ? b : b + 100)
    }),
}

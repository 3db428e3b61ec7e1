import * as Effect from "effect/Effect"
import type { EffectTasks } from "../tasks/as-effects.ts"
import type { Order, OrderResult } from "../tasks/order.ts"
import { validOrder } from "./valid-order.ts"

type Count = { readonly n: number }

/** The works written with `Effect.gen`. */
export interface ByEffect {
  readonly sequence: (input: Count) => Effect.Effect<number>
  readonly fanOut: (input: Count) => Effect.Effect<number>
  readonly hundredTimes: (input: Count) => Effect.Effect<number>
  readonly decision: (input: Count) => Effect.Effect<number>
  readonly order: (input: Order) => Effect.Effect<OrderResult, unknown>
}

export function byGen(tasks: EffectTasks): ByEffect {
  const { increment } = tasks
  return {
    sequence: (input) =>
      Effect.gen(function* () {
        const s1 = yield* increment({ n: input.n })
        const s2 = yield* increment({ n: s1 })
        const s3 = yield* increment({ n: s2 })
        const s4 = yield* increment({ n: s3 })
        const s5 = yield* increment({ n: s4 })
        const s6 = yield* increment({ n: s5 })
        const s7 = yield* increment({ n: s6 })
        const s8 = yield* increment({ n: s7 })
        const s9 = yield* increment({ n: s8 })
        return yield* increment({ n: s9 })
      }),
    fanOut: (input) =>
      Effect.gen(function* () {
        const a = yield* increment({ n: input.n })
        const b = yield* increment({ n: a })
        const c = yield* increment({ n: b })
        const all = yield* Effect.all(
          [
            increment({ n: c + 1 }),
            increment({ n: c + 2 }),
            increment({ n: c + 3 }),
            increment({ n: c + 4 }),
            increment({ n: c + 5 }),
            increment({ n: c + 6 }),
            increment({ n: c + 7 }),
            increment({ n: c + 8 }),
          ],
          { concurrency: "unbounded" },
        )
        const d = yield* increment({ n: all.reduce((sum, each) => sum + each, 0) })
        return yield* increment({ n: d })
      }),
    hundredTimes: (input) =>
      Effect.gen(function* () {
        let state = input.n
        for (let iteration = 1; iteration <= 100; iteration++) state = yield* increment({ n: state })
        return state
      }),
    decision: (input) =>
      Effect.gen(function* () {
        const a = yield* increment({ n: input.n })
        const b = yield* increment({ n: a })
        switch (b > 100 ? "large" : b > 10 ? "middle" : "small") {
          case "large":
            return yield* increment({ n: b - 100 })
          case "middle":
            return yield* increment({ n: b })
          case "small":
            return yield* increment({ n: b + 100 })
        }
      }),
    order: (given) => Effect.gen(() => orderSteps(tasks, given)),
  }
}

function* orderSteps(tasks: EffectTasks, given: Order): Generator<Effect.Effect<unknown, unknown>, OrderResult, never> {
  const input = validOrder(given)
  const [stock, total] = yield* Effect.all(
    [tasks.checkStock({ id: input.id }), tasks.price({ cents: input.cents, quantity: input.quantity })],
    { concurrency: "unbounded" },
  )
  const due = yield* shipped(tasks, input, total)
  const packed = yield* Effect.forEach(input.items, (weight) => tasks.pack({ weight }), { concurrency: 4 })
  let attempt = 0
  const receipt = yield* Effect.retry(
    Effect.suspend(() => tasks.charge({ cents: due }, { attempt: (attempt += 1) })),
    { times: 1 },
  )
  const paid = yield* Effect.onError(tasks.book({ receipt }), () => tasks.refund({ receipt }))
  return { id: input.id, stock, total: due, packed: packed.reduce((sum, weight) => sum + weight, 0), paid }
}

/** The decision of the order. */
export function shipped({ shipping }: EffectTasks, { speed }: Order, total: number): Effect.Effect<number> {
  switch (speed) {
    case "slow":
      return shipping({ price: total })
    case "normal":
      return shipping({ price: total + 100 })
    case "fast":
      return shipping({ price: total + 200 })
  }
}

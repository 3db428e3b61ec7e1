import * as Effect from "effect/Effect"
import type { EffectTasks } from "../tasks/as-effects.ts"
import type { ByEffect } from "./effect-gen.ts"
import { shipped } from "./effect-gen.ts"
import { validOrder } from "./valid-order.ts"

/** The works written as pipes of `Effect.flatMap`, the fastest way to write them with Effect. */
export function byPipe(tasks: EffectTasks): ByEffect {
  const { increment } = tasks
  const next = (n: number): Effect.Effect<number> => increment({ n })
  return {
    sequence: (input) =>
      increment({ n: input.n }).pipe(
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap(next),
      ),
    fanOut: (input) =>
      increment({ n: input.n }).pipe(
        Effect.flatMap(next),
        Effect.flatMap(next),
        Effect.flatMap((c) =>
          Effect.all(
            [next(c + 1), next(c + 2), next(c + 3), next(c + 4), next(c + 5), next(c + 6), next(c + 7), next(c + 8)],
            { concurrency: "unbounded" },
          ),
        ),
        Effect.flatMap((all) => next(all.reduce((sum, each) => sum + each, 0))),
        Effect.flatMap(next),
      ),
    hundredTimes: (input) => {
      const iterate = (state: number, iteration: number): Effect.Effect<number> =>
        iteration === 100 ? next(state) : Effect.flatMap(next(state), (value) => iterate(value, iteration + 1))
      return iterate(input.n, 1)
    },
    decision: (input) =>
      increment({ n: input.n }).pipe(
        Effect.flatMap(next),
        Effect.flatMap((b) => next(b > 100 ? b - 100 : b > 10 ? b : b + 100)),
      ),
    order: (given) =>
      Effect.suspend(() => {
        const input = validOrder(given)
        return Effect.all(
          [tasks.checkStock({ id: input.id }), tasks.price({ cents: input.cents, quantity: input.quantity })],
          { concurrency: "unbounded" },
        ).pipe(
          Effect.flatMap(([stock, total]) =>
            Effect.flatMap(shipped(tasks, input, total), (due) =>
              Effect.forEach(input.items, (weight) => tasks.pack({ weight }), { concurrency: 4 }).pipe(
                Effect.flatMap((packed) =>
                  Effect.map(paidFor(tasks, due), (paid) => ({
                    id: input.id,
                    stock,
                    total: due,
                    packed: packed.reduce((sum, weight) => sum + weight, 0),
                    paid,
                  })),
                ),
              ),
            ),
          ),
        )
      }),
  }
}

function paidFor(tasks: EffectTasks, cents: number): Effect.Effect<string, unknown> {
  return Effect.suspend(() => {
    let attempt = 0
    return Effect.suspend(() => tasks.charge({ cents }, { attempt: (attempt += 1) })).pipe(
      Effect.retry({ times: 1 }),
      Effect.flatMap((receipt) => Effect.onError(tasks.book({ receipt }), () => tasks.refund({ receipt }))),
    )
  })
}

import { flow } from "@millrace/dsl"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { expect, it } from "vitest"
import { flaky } from "../activities.ts"
import { bothOf } from "../running/both.ts"

export const jittered = flow("jittered")
  .step("flaky", flaky, () => ({ until: 3 }), {
    retry: { maximumAttempts: 3, initialInterval: 1_000, jitter: 0.5 },
  })
  .returns(({ flaky }) => flaky)

const both = await bothOf(jittered, import.meta.filename)

/** Runs with a source of chance that always gives the same. */
const delaysWith = (chance: number) =>
  both(async (runner, { time }) => {
    const delays: Array<number> = []
    let isEnded = false
    const execution = runner.effect(undefined, {
      onEvent: (event) => {
        if (event.type === "step.retrying") delays.push(event.delayMs)
      },
    })
    const random = { nextIntUnsafe: () => 0, nextDoubleUnsafe: () => chance }
    const ended = Effect.runPromise(Effect.provide(Effect.provideService(execution, Random.Random, random), time.layer))
    void ended.finally(() => (isEnded = true))
    await time.goUntil(() => isEnded)
    await ended
    return delays
  })

for (const [chance, delays] of [
  [0, [500, 1_000]],
  [0.5, [1_000, 2_000]],
  [1, [1_500, 3_000]],
] as const) {
  it(`moves delays to ${delays.join(" and ")} ms at chance ${chance}`, async () => {
    expect(await delaysWith(chance)).toEqual(delays)
  })
}

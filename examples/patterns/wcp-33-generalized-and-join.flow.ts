import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-33: one of each lets a car be built; what comes before its turn is kept for the next one. */
export const generalizedAndJoin = flow("generalized AND-join")
  .loop("cars", {
    initial: (): ReadonlyArray<string> => [],
    body: (b) =>
      b
        .parallel({
          engine: (b) => b.signal("engine", { payload: Schema.String }),
          chassis: (b) => b.signal("chassis", { payload: Schema.String }),
        })
        .step("built", work, ({ engine, chassis }) => `build ${engine} ${chassis}`)
        .returns(({ state, built }) => [...state, built]),
    until: (cars) => cars.length === 2,
    max: 2,
  })
  .returns(({ cars }) => cars)

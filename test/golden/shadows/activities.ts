import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}
export class Big extends Data.TaggedError("Big")<{ readonly n: number }> {}

export const half = activity("half", {
  errors: [Odd, Big],
  run: ({ n }: { readonly n: number }) => {
    if (n % 2 === 1) throw new Odd({ n })
    if (n > 100) throw new Big({ n })
    return n / 2
  },
})

export const read = activity("read", async ({ n }: { readonly n: number }) => n * 10)

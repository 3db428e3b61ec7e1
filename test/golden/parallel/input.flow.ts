import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { load, measure } from "./activities.ts"

const Names = Schema.Struct({ left: Schema.String, right: Schema.String })

export const both = flow("both", { input: Names })
  .parallel({
    left: (b) => b.step("load", load, ({ input }) => ({ what: input.left })),
    right: (b) =>
      b
        .step("load", load, ({ input }) => ({ what: input.right }))
        .step("size", measure, ({ load }) => ({ text: load }))
        .returns(({ load, size }) => ({ load, size })),
    "kebab-case": (b) => b.let("constant", () => "k"),
    unread: (b) => b.step("load", load, ({ input }) => ({ what: input.left })),
  })
  .returns(({ left, right, "kebab-case": kebab }) => ({ left, right, kebab }))

export const limited = flow("limited", { input: Names })
  .parallel(
    {
      left: (b) => b.step("load", load, ({ input }) => ({ what: input.left })),
      right: (b) => b.step("load", load, ({ input }) => ({ what: input.right })),
    },
    { concurrency: 1, minimumSuccess: 0.5, summary: "overview" },
  )
  .returns(({ left, overview }) => ({ left: left._tag, failed: overview.failed, of: overview.total }))

export const lastIsParallel = flow("last-is-parallel", { input: Names })
  .parallel({
    only: (b) => b.parallel({ inner: (c) => c.step("load", load, ({ input }) => ({ what: input.left })) }),
  })
  .returns(({ only }) => ({ only }))

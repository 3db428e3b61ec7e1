import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/**
 * WCP-37: joins of branches that cross. Each task is done or skipped, a skipped one ends at once, and a join waits for just
 * the tasks it needs.
 */
export const localSynchronizingMerge = flow("local synchronizing merge", {
  input: Schema.Struct({ survey: Schema.Boolean, permit: Schema.Boolean }),
})
  .graph((g) =>
    g
      .node("design", { needs: [] }, (b) => b.step("designed", work, () => "design"))
      .node("survey", { needs: ["design"] }, (b) =>
        b.step("surveyed", work, () => "survey", { when: ({ input }) => input.survey }),
      )
      .node("permit", { needs: ["design"] }, (b) =>
        b.step("permitted", work, () => "apply for permit", { when: ({ input }) => input.permit }),
      )
      .node("ground", { needs: ["survey"] }, (b) => b.step("dug", work, () => "dig"))
      .node("walls", { needs: ["ground", "permit"] }, (b) => b.step("built", work, () => "build"))
      .node("fence", { needs: ["survey", "permit"] }, (b) => b.step("fenced", work, () => "fence")),
  )
  .step("handed", work, () => "hand over")
  .returns(({ walls, fence }) => ({ walls, fence }))

import { flow } from "@millrace/dsl"
import { expect, it } from "vitest"
import { half, listens, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const atOnce = flow("at-once")
  .try(
    "safe",
    (t) =>
      t
        .parallel({
          tidy: (b) => b.step("one", listens, () => ({ ms: 100, tidyMs: 20 })),
          bad: (b) => b.step("half", half, () => 7),
        })
        .returns(({ tidy }) => tidy),
    { Odd: (h) => h.step("note", note, () => "handled") },
  )
  .returns(({ safe }) => safe)

export const itemsAtOnce = flow("items-at-once")
  .try(
    "safe",
    (t) =>
      t.forEach(
        "each",
        () => ["tidy", "bad"] as const,
        (b) =>
          b.match("kind", ({ item }) => item, {
            tidy: (m) => m.step("one", listens, () => ({ ms: 100, tidyMs: 20 })),
            bad: (m) => m.step("half", half, () => 7),
          }),
        { concurrency: 2 },
      ),
    { Odd: (h) => h.step("note", note, () => "handled") },
  )
  .returns(({ safe }) => safe)

export const nodesAtOnce = flow("nodes-at-once")
  .try(
    "safe",
    (t) =>
      t.graph((g) =>
        g
          .node("tidy", { needs: [] }, (b) => b.step("one", listens, () => ({ ms: 100, tidyMs: 20 })))
          .node("bad", { needs: [] }, (b) => b.step("half", half, () => 7)),
      ),
    { Odd: (h) => h.step("note", note, () => "handled") },
  )
  .returns(({ safe }) => safe)

export const wonAtOnce = flow("won-at-once")
  .race("first", {
    tidy: (b) => b.step("one", listens, () => ({ ms: 100, tidyMs: 20 })),
    quick: (b) => b.step("half", half, () => 8),
  })
  .step("note", note, () => "handled")
  .returns(({ first }) => first.branch)

for (const [verb, workflow] of [
  ["parallel", atOnce],
  ["forEach", itemsAtOnce],
  ["graph", nodesAtOnce],
  ["race", wonAtOnce],
] as const) {
  it(`lets what a ${verb} has begun tidy up before anything else happens`, async () => {
    const run = await meaningOf<typeof workflow>(workflow, import.meta.filename)
    expect((await run()).told.map((line) => line.replace(/ \S*\.one/, ""))).toEqual([
      "0 starts",
      expect.stringMatching(/^0 half/),
      "0 hears",
      "20 has tidied up",
      "20 handled",
    ])
  })
}

import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { attempt, work } from "./work.ts"
import { askForMore, takeStatements } from "./witnesses.ts"

const Names = Schema.Struct({ names: Schema.Array(Schema.String) })

/** WCP-12: instances run beside what follows, which waits for none of them, nor minds how they end. */
export const withoutSynchronization = flow("instances without synchronization", { input: Names })
  .parallel({
    reminders: (b) =>
      b.forEach(
        "reminded",
        ({ input }) => input.names,
        (b) => b.step("sent", attempt, ({ item }) => `remind ${item}`),
        { concurrency: "unbounded", minimumSuccess: 0 },
      ),
    rest: (b) => b.step("closed", work, () => "close").step("archived", work, () => "archive"),
  })
  .returns(({ rest }) => rest)

/** WCP-13: as many instances as the workflow says. */
export const designTimeKnowledge = flow("instances with design-time knowledge")
  .forEach(
    "signatures",
    () => ["first", "second", "third"],
    (b) => b.step("signed", work, ({ item }) => `${item} signature`),
    { concurrency: "unbounded" },
  )
  .step("filed", work, () => "file")
  .returns(({ signatures }) => signatures)

/** WCP-14: as many instances as there turn out to be when the first one begins. */
export const runTimeKnowledge = flow("instances with run-time knowledge", { input: Names })
  .step("counted", work, () => "count")
  .forEach(
    "reviews",
    ({ input }) => input.names,
    (b) => b.step("reviewed", work, ({ item }) => `review by ${item}`),
    { concurrency: "unbounded", key: (name) => name },
  )
  .step("sent", work, () => "send")
  .returns(({ reviews }) => reviews)

/** Takes one more statement while asking for the next, until there is nobody left: a workflow that runs itself. */
export const statements = flow("statements")
  .step("witness", askForMore, () => undefined)
  .when(
    "taken",
    ({ witness }) => witness !== "nobody",
    (b) =>
      b
        .parallel({
          own: (b) => b.step("heard", work, ({ witness }) => `hear ${witness}`),
          others: (b) => b.step("taken", takeStatements, () => undefined),
        })
        .returns(({ own, others }) => [own, ...others]),
    (b) => b.let("none", (): ReadonlyArray<string> => []),
  )
  .returns(({ taken }) => taken)

/** WCP-15: instances are added while others run, and what follows waits for all of them. */
export const withoutKnowledge = flow("instances without knowledge")
  .step("heard", takeStatements, () => undefined)
  .step("compared", work, ({ heard }) => `compare ${heard.length}`)
  .returns(({ heard }) => heard)

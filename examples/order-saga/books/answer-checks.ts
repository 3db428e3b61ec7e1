import type { Engine } from "@millrace/runtime/durable"
import { TokenRefused } from "@millrace/runtime/durable"
import { setTimeout as pass } from "node:timers/promises"
import * as Schema from "effect/Schema"

const Asked = Schema.Struct({ show: Schema.Struct({ customer: Schema.String }) })

/** Answers every question about odd orders as a person would who knows Mallory, until it is told to stop. */
export async function answerChecks(engine: Engine, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const { token, asks } of await engine.tasks()) {
      const { customer } = Schema.decodeUnknownSync(Asked)(asks).show
      try {
        await engine.complete(token, { honest: customer !== "mallory", by: "rita" })
      } catch (error) {
        // An answer that was kept a moment ago may be listed still.
        if (!(error instanceof TokenRefused)) throw error
      }
    }
    await pass(10)
  }
}

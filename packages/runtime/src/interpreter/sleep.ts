import type { DurationInput, SleepNode } from "@millrace/plan"
import { optionalMillis } from "../policies/policy-millis.ts"
import { sleep } from "../verbs/sleep.ts"
import type { CompiledNode } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `sleep`. */
export function compileSleep({ name, duration, until }: SleepNode): CompiledNode {
  const literal = optionalMillis(duration) ?? 0
  return {
    run: (at, scope) =>
      // The builder types what the mapping gives.
      sleep(at, name, until === undefined ? literal : (callMapping(until, scope) as DurationInput | Date)),
    bind: nameBinding(name),
    valueOf: itself,
  }
}

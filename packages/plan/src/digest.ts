import { createHash } from "node:crypto"
import type { Code } from "./code.ts"
import { planJson } from "./plan-json.ts"
import type { Plan } from "./plan.ts"

/**
 * Gives the fingerprint of a plan: the first 16 hexadecimal digits of the SHA-256 of its JSON.
 *
 * **Details**
 *
 * Whether it is `durable` is left out: that changes what is promised of its executions, and nothing that they do.
 */
export function planDigest<C extends Code>({ durable: _durable, ...plan }: Plan<C>): string {
  return createHash("sha256")
    .update(JSON.stringify(planJson(plan)))
    .digest("hex")
    .slice(0, 16)
}

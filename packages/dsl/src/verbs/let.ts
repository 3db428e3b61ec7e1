import type { LetNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"

/** Every type there is: a constraint that keeps a single literal's own type (`"big"`, not `string`). */
export type Literal = string | number | boolean | bigint | symbol | null | undefined | object

/** Makes the node of `.let`. */
export function parseLet(name: string, mapping: LiveMapping): LetNode {
  checkName(name)
  return { kind: "let", name, mapping }
}

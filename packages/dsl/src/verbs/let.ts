import type { LetNode } from "@millrace/plan"
import type { After } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** Every type there is: a constraint that keeps a single literal's own type (`"big"`, not `string`). */
export type Literal = string | number | boolean | bigint | symbol | null | undefined | object

/** What calling `.let` takes and gives. */
export interface LetVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Value extends Literal>(
    name: FreeName<Name, Seen["names"]>,
    f: (scope: ScopeOf<Seen>["values"]) => Value,
  ): Builder<After<Mode, Value>, With<Seen, Name, Value>, Failure, Requirements>
}

/** Makes the node of `.let`. */
export function parseLet(name: string, mapping: LiveMapping): LetNode {
  checkName(name)
  return { kind: "let", name, mapping }
}

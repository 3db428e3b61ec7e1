import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { ParallelBranch } from "./parallel.ts"

/** `.race(name, branches)`: the first branch that succeeds, tagged with its name; the others are interrupted. */
export interface RaceNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "race"
  readonly branches: ReadonlyArray<ParallelBranch<C>>
}

import type { Code, LiveCode } from "../code.ts"
import type { DurationInput } from "../duration.ts"
import type { BaseNode } from "./base.ts"

/** `.sleep(name, duration)` or `.sleep(name, until)`: waits. */
export interface SleepNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "sleep"
  /** How long, written as a literal. */
  readonly duration?: DurationInput
  /** A function of the scope that gives a duration, or the `Date` to wait for. */
  readonly until?: C["mapping"]
}

import type { Code, LiveCode } from "../code.ts"
import type { DurationInput } from "../duration.ts"
import type { Block } from "./block.ts"

/** How long a node waits for somebody outside, and what happens then. */
export interface Waiting<C extends Code = LiveCode> {
  readonly deadline?: DurationInput
  /** Runs instead of failing with `DeadlineExceeded`. */
  readonly onDeadline?: Block<C>
}

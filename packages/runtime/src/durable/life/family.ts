import type * as Exit from "effect/Exit"
import type { LifeInbox } from "./life-inbox.ts"
import type { Wishes } from "./wishes.ts"

/** What one life shares with the children that it runs. */
export interface Family {
  readonly inbox: LifeInbox
  /** Which children somebody wants cancelled. */
  readonly wishes: Wishes
  /** Is told when the end of a child is on the disk. */
  readonly onChildEnd: (execution: string, exit: Exit.Exit<unknown, unknown>) => void
}

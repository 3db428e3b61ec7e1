import type * as Exit from "effect/Exit"
import type { LifeInbox } from "./life-inbox.ts"
import type { Wishes } from "./wishes.ts"

/** What one life shares with the children that it runs. */
export interface Family {
  readonly inbox: LifeInbox
  /** Which children somebody wants cancelled. */
  readonly wishes: Wishes
  /** A life is suspended as a whole: all of it knows before anything in it is interrupted. */
  readonly state: { isSuspended: boolean }
  /** Is told when the end of a child is on the disk. */
  readonly onChildEnd: (execution: string, exit: Exit.Exit<unknown, unknown>) => void
}

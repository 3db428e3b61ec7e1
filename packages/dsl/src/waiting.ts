import type { DeadlineExceeded, DurationInput, Waiting } from "@millrace/plan"
import type { AnyBlockEnd } from "./block-end.ts"
import type { BlockBuilder } from "./builder.ts"
import { checkDuration } from "./check.ts"
import { parseBlock } from "./parse-block.ts"
import type { BlockCallback } from "./parse-block.ts"
import type { AnyVisible } from "./scope.ts"

/** How long to wait for somebody outside, as an author writes it. */
export interface WaitingSpec<Seen extends AnyVisible, Deadline, OnDeadline> {
  /** How long to wait; then the step fails with `DeadlineExceeded`, or `onDeadline` runs. */
  readonly deadline?: Deadline
  /** The block that runs when the deadline passes, instead of a failure. */
  readonly onDeadline?: (b: BlockBuilder<Seen>) => OnDeadline
}

/** What waiting too long fails with, when no `onDeadline` block takes over. */
export type WaitingFailure<Deadline, OnDeadline extends AnyBlockEnd> = [OnDeadline] extends [never]
  ? Deadline extends DurationInput
    ? DeadlineExceeded
    : never
  : never

/** The waiting options as the builder keeps them. */
export interface LiveWaiting {
  readonly deadline?: DurationInput
  readonly onDeadline?: BlockCallback
}

/** Gives the waiting part of a node. */
export function parseWaiting(name: string, { deadline, onDeadline }: LiveWaiting): Waiting {
  checkDuration(name, "deadline", deadline)
  return {
    ...(deadline === undefined ? {} : { deadline }),
    ...(onDeadline === undefined ? {} : { onDeadline: parseBlock(onDeadline) }),
  }
}

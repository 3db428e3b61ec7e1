/**
 * What the world has answered. A workflow depends on each of these and on their order, so a later life is given them in the
 * order in which they were recorded.
 */
export type OutcomeKind =
  | "step.completed"
  | "step.failed"
  | "interrupted"
  | "compensated"
  | "compensation.failed"
  | "timer.fired"
  | "received"
  | "expired"
  | "child.completed"
  | "child.failed"
  | "acquired"
  | "acquire.failed"
  | "released"
  | "release.failed"
  | "timed-out"
  | "cancelled"

/** What the workflow has said. A later life says the same, or picks up where this one was. */
export type FactKind = "decision" | "retrying" | "due" | "undoable" | "settled" | "began" | "opened" | "retried"

/** Outcomes that end what has begun at their path. */
export const endings: ReadonlySet<EntryKind> = new Set<OutcomeKind>([
  "step.completed",
  "step.failed",
  "interrupted",
  "compensated",
  "compensation.failed",
  "timer.fired",
  "received",
  "expired",
  "child.completed",
  "child.failed",
  "acquired",
  "acquire.failed",
])

export type EntryKind = OutcomeKind | FactKind

const facts: ReadonlySet<string> = new Set<FactKind>([
  "decision",
  "retrying",
  "due",
  "undoable",
  "settled",
  "began",
  "opened",
  "retried",
])

/** Whether an entry of this kind is an outcome. */
export function isOutcome(kind: string): kind is OutcomeKind {
  return !facts.has(kind)
}

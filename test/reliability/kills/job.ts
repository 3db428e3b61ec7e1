/** Where a process is killed: at a write of its journal, which are counted from 1. */
export interface KillPoint {
  readonly write: number
  /** `after` is before the writer hears of it, `acknowledged` when it has, and has gone on. */
  readonly when: "before" | "after" | "acknowledged"
}

/** What a process does: run a scene until it ends, or until the process is killed. */
export interface Job {
  /** Where its store and its record are. */
  readonly folder: string
  readonly scene: string
  readonly kill?: KillPoint
}

/** The one execution of a job. */
export const executionId = "execution"

export function storeOf({ folder }: Pick<Job, "folder">): string {
  return `${folder}/store.db`
}

export function recordOf({ folder }: Pick<Job, "folder">): string {
  return `${folder}/record.jsonl`
}

import type { Journal } from "../journal.ts"

/** Claims executions, and gives their ids. */
export async function claimed(journal: Journal, limit: number, nowMs = 5_000): Promise<ReadonlyArray<string>> {
  return (await journal.claim({ owner: "me", limit, nowMs })).executions.map(({ execution }) => execution.id)
}

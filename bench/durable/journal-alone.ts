import { sqliteStore } from "@millrace/runtime/journal"
import type { Change, Journal } from "@millrace/runtime/journal"

/** Writes the entries of so many executions at once, each of them waiting for one entry before it adds the next. */
export async function writeEntries(journal: Journal, executions: number, entries: number): Promise<void> {
  const one = async (id: string): Promise<void> => {
    await journal.start({
      id,
      workflow: "sequence",
      version: undefined,
      digest: "0123456789abcdef",
      parent: undefined,
      priority: 0,
      input: "1",
      inputDigest: "0123456789abcdef",
      startedMs: Date.now(),
    })
    for (let sequence = 1; sequence <= entries; sequence++) await journal.append([entryOf(id, sequence)])
    await journal.append([{ kind: "status", execution: id, status: "completed", atMs: Date.now() }])
  }
  const name = crypto.randomUUID()
  await Promise.all(Array.from({ length: executions }, (_, index) => one(`${name}-${index}`)))
}

export function openJournal(file: string): Journal {
  return sqliteStore({ file })
}

function entryOf(execution: string, sequence: number): Change {
  return {
    kind: "entry",
    execution,
    entry: {
      sequence,
      path: `increment${sequence}`,
      kind: "step.completed",
      fingerprint: "step increment",
      digest: "0123456789abcdef",
      payload: "1",
      recordedMs: Date.now(),
    },
  }
}

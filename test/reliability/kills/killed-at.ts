import type { Journal } from "@millrace/runtime/journal"
import type { KillPoint } from "./job.ts"

/** Kills this process at a write of a journal, as the system would: nothing is told, nothing is closed. */
export function killedAt(journal: Journal, { write: last, when }: KillPoint): Journal {
  let writes = 0
  const writing =
    <Given extends ReadonlyArray<unknown>, Answer>(write: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const isLast = (writes += 1) === last
      if (isLast && when === "before") kill()
      const answer = await write(...given)
      if (isLast && when === "after") kill()
      if (isLast) setImmediate(kill)
      return answer
    }
  return {
    ...journal,
    start: writing(journal.start),
    append: writing(journal.append),
    accept: writing(journal.accept),
    claim: writing(journal.claim),
    forget: writing(journal.forget),
  }
}

function kill(): void {
  process.kill(process.pid, "SIGKILL")
}

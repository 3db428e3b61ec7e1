import type { ExecutionDetails } from "./execution-details.ts"
import { ExecutionUnknown } from "../failures/execution-unknown.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import type { ListRequest, Page } from "../../journal/journal.ts"

/** What can be exported from: an engine, or a file that nobody serves. */
export interface Exportable {
  readonly list: (request: ListRequest) => Promise<Page<ExecutionRow>>
  readonly history: (id: string) => Promise<ExecutionDetails>
}

/** Gives executions one by one, as fast as they are taken; those that are removed meanwhile are left out. */
export async function* exportedExecutions(
  source: Exportable,
  filter: Pick<ListRequest, "workflow" | "status">,
): AsyncGenerator<ExecutionDetails> {
  let before: string | undefined
  do {
    const page: Page<ExecutionRow> = await source.list({ ...filter, ...(before === undefined ? {} : { before }) })
    for (const { id } of page.items) {
      const details = await source.history(id).catch((failure: unknown) => {
        if (failure instanceof ExecutionUnknown) return undefined
        throw failure
      })
      if (details !== undefined) yield details
    }
    before = page.next
  } while (before !== undefined)
}

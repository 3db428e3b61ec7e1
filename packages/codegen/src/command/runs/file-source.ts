import { resolve } from "node:path"
import type { CommandContext } from "../command-context.ts"
import { CommandFailed } from "../command-failed.ts"
import type { TailedEvent } from "./event-line.ts"
import type { ExecutionSource } from "./source.ts"
import type { TailRequest } from "./tail.ts"

/** Opens a journal, and reads executions from it. Values that a codec has made are shown as such. */
export async function readFile<Result>(
  file: string,
  read: (source: ExecutionSource) => Promise<Result>,
): Promise<Result> {
  const { makePayloadFormat, sqliteReader, StoreUnusable } = await import("@millrace/runtime/journal")
  const { detailsOf, ExecutionUnknown, exportedExecutions, summaryOf } = await import("@millrace/runtime/durable")
  try {
    const reader = sqliteReader({ file })
    const format = makePayloadFormat()
    const history: ExecutionSource["history"] = async (id) => {
      const found = await reader.read(id)
      if (found === undefined) throw new ExecutionUnknown(id)
      return detailsOf(found, format)
    }
    const exported: ExecutionSource["exported"] = async function* (filter, id) {
      const all = id === undefined ? exportedExecutions({ list: reader.list, history }, filter) : [await history(id)]
      for await (const details of all) yield JSON.stringify(details)
    }
    try {
      return await read({
        list: async ({ limit, ...filter }) => {
          const { items, ...rest } = await reader.list({ ...filter, limit })
          return { items: items.map((row) => summaryOf(row)), ...rest }
        },
        history,
        exported,
      })
    } finally {
      reader.close()
    }
  } catch (error) {
    if (error instanceof StoreUnusable || error instanceof ExecutionUnknown) throw new CommandFailed(error.message)
    throw error
  }
}

/** Follows what is recorded in a file, whoever writes it. */
export async function* followFile(
  file: string,
  { folder }: CommandContext,
  { query, abortSignal }: TailRequest,
): AsyncGenerator<TailedEvent> {
  const { makePayloadFormat, sqliteReader, StoreUnusable } = await import("@millrace/runtime/journal")
  const { CursorInvalid, follow } = await import("@millrace/runtime/durable")
  try {
    const journal = sqliteReader({ file: resolve(folder, file) })
    try {
      const { after, workflow } = query
      const source = { journal, format: makePayloadFormat() }
      for await (const event of follow(source, { abortSignal, ...(after !== undefined && { after }) })) {
        if (event.workflow === (workflow ?? event.workflow)) yield event
      }
    } finally {
      journal.close()
    }
  } catch (error) {
    if (error instanceof StoreUnusable || error instanceof CursorInvalid) throw new CommandFailed(error.message)
    throw error
  }
}

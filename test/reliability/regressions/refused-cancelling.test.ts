import { Engine } from "@millrace/runtime/durable"
import { memoryStore, WriteRefused } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { parent } from "./waiting-child.ts"

const refused = new WriteRefused({ file: "in memory", problem: "disk-full" })

/** Opens an engine whose store refuses the first wish to cancel. */
async function open(): Promise<Engine> {
  let isRefused = false
  const journal = memoryStore().open({
    fault: ({ changes }) => {
      if (isRefused || !changes.some((change) => change.kind === "entry" && change.entry.kind === "cancelled")) {
        return undefined
      }
      isRefused = true
      return { kind: "fail", error: refused }
    },
  })
  return Engine.open({ journal, runners: [parent], onError: () => undefined })
}

it.each(["a", "a/inner"])("cancels '%s' where the wish could not be written at first", async (id) => {
  await using engine = await open()
  await engine.start(parent, undefined, { id: "a" })
  while ((await engine.list()).items.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
  await engine.cancel(id)
  expect((await engine.read(id)).status).toBe("cancelled")
})

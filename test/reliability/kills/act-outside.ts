import type { Engine } from "@millrace/runtime/durable"
import { record, recordedHere } from "../record.ts"
import type { Outside } from "../scenes.ts"
import { executionId } from "./job.ts"

/** Does what a client does until it has its answer; after a crash from the beginning, as it does not know better. */
export async function actOutside(engine: Engine, outside: Outside, ended: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  void ended.then(() => over.abort())
  switch (outside.kind) {
    case "nothing":
      return
    case "signals":
      for (let number = 1; number <= outside.count; number++) {
        await engine
          .signal(executionId, outside.name, { amount: 10 * number }, { id: `message-${number}` })
          .then(() => acknowledged(`message-${number}`), refusedAs("ExecutionEnded"))
      }
      return
    case "answers":
      while (!over.signal.aborted) {
        for (const { path, token } of await engine.tasks()) {
          await engine
            .complete(token, { approved: true })
            .then(() => acknowledged(`task ${path}`), refusedAs("TokenRefused"))
        }
        await pass(1)
      }
      return
    case "calls":
      while (!over.signal.aborted) {
        for (const url of announced()) {
          const { status } = await engine.handleWebhook(callOf(url))
          if (status === 200) acknowledged("call")
          // It was answered before, the execution has ended, or is about to wait for it again.
          if (![200, 404, 409, 410, 503].includes(status)) throw new Error(`the call was answered ${status}`)
        }
        await pass(1)
      }
      return
    case "cancels":
      while (
        !over.signal.aborted &&
        !recordedHere().some(({ what, path }) => what === "ends" && /(^|\.)mark$/.test(path))
      )
        await pass(1)
      await engine.cancel(executionId)
      acknowledged("cancel")
  }
}

function announced(): ReadonlyArray<string> {
  return [...new Set(recordedHere().flatMap(({ what, path }) => (what === "announced" ? [path] : [])))]
}

function callOf(url: string): Request {
  return new Request(url, { method: "POST", body: '{"amount":10}', headers: { "x-key": "secret" } })
}

function acknowledged(path: string): void {
  record({ what: "acknowledged", execution: executionId, path })
}

/** One who repeats what was done may come too late. */
function refusedAs(tag: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && "_tag" in error && error._tag === tag)) throw error
  }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

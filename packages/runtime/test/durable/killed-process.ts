// A process that runs every flow durably in a SQLite file, and may kill itself at a write of its journal:
// node killed-process.ts <store> <world> [<write> before|after]
import { appendFileSync } from "node:fs"
import { Engine } from "@millrace/runtime/durable"
import { sqliteStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import { flows } from "./flows.ts"
import type { FlowWorld } from "./flow-steps.ts"

const [store = "", world = "", write, when] = process.argv.slice(2)

/** What is done is a line in a file. */
function worldOf(flow: number): FlowWorld {
  const push = (what: string): void => appendFileSync(world, `${flow} ${what}\n`)
  return {
    done: { push },
    take: async (ms, what, value) => {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
      push(what)
      return value
    },
  }
}

/** Ends this process at a write, as the machine would: nothing is told, nothing is closed. */
function killedAt(journal: Journal, at: number): Journal {
  let writes = 0
  const writing =
    <Given extends ReadonlyArray<unknown>, Answer>(write: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const isLast = (writes += 1) === at
      if (isLast && when === "before") process.kill(process.pid, "SIGKILL")
      const answer = await write(...given)
      if (isLast) process.kill(process.pid, "SIGKILL")
      return answer
    }
  return {
    ...journal,
    start: writing(journal.start),
    append: writing(journal.append),
    accept: writing(journal.accept),
    claim: writing(journal.claim),
  }
}

const journal = sqliteStore({ file: store })
// The flows are told apart by their place.
const runners = flows.map(({ runner }, index) => {
  const made = runner(worldOf(index))
  return { ...made, plan: { ...made.plan, name: `flow-${index}` } }
})
const engine = await Engine.open({
  journal: write === undefined ? journal : killedAt(journal, Number(write)),
  runners,
  setAsideAfterMs: 20,
  webhookUrl: "https://example.org/hooks",
})
const ended = await Promise.all(
  runners.map(async (runner, index) => {
    const execution = await engine.start(runner, undefined, { id: `execution-${index}` })
    return execution.result().then(
      (value) => ({ value }),
      (error: unknown) => ({ error: String(error) }),
    )
  }),
)
await engine.close()
console.log(JSON.stringify(ended))

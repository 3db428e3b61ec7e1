import { createInterface } from "node:readline"
import { agents } from "@millrace/runtime"
import { Engine, EngineClosed } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { guess, guesses } from "../flows/activities.ts"
import type { SceneRunner } from "../kills/victim.ts"
import { outcomeText } from "../kills/victim.ts"
import { record, recordTo } from "../record.ts"
import { scenes } from "../scenes.ts"
import type { Answer, Command } from "./command.ts"

/** Serves an engine to a driver over its standard input and output: `node <bundle> <store> <record>`. */
export async function runServer(runners: ReadonlyMap<string, SceneRunner>): Promise<void> {
  const [store = "", world = ""] = process.argv.slice(2)
  recordTo(world)
  const offered = agents(guess, [{ name: "only", run: guesses }])
  // What nobody needs does no harm.
  const provided = new Map([...runners].map(([name, runner]) => [name, runner.provide(offered as never)]))
  const engine = await Engine.open({
    journal: `sqlite:${store}`,
    runners: [...provided.values()],
    setAsideAfterMs: 15,
    maximumExecutions: 40,
    webhookUrl: "https://shop.example/hooks",
    onError: (error) => record({ what: "trouble", execution: "", path: String(error) }),
  })
  process.once("SIGTERM", () => void engine.close().then(() => process.exit(0)))
  const answer = (given: Answer): void => void process.stdout.write(`${JSON.stringify(given)}\n`)
  createInterface({ input: process.stdin }).on("line", (line) => {
    // The driver writes nothing else.
    const command = JSON.parse(line) as Command
    done(engine, provided, command).then(
      (value) => answer({ number: command.number, value }),
      (error: unknown) => answer({ number: command.number, error: tagOf(error) }),
    )
  })
  answer({ number: 0, value: "open" })
}

async function done(engine: Engine, runners: ReadonlyMap<string, DurableRunner>, command: Command): Promise<unknown> {
  switch (command.kind) {
    case "start": {
      const runner = runners.get(command.scene)
      const scene = scenes.find(({ name }) => name === command.scene)
      if (runner === undefined) throw new Error(`there is no scene '${command.scene}'`)
      // Its input is the scene's own.
      return (await engine.start(runner, scene?.input as never, { id: command.execution })).id
    }
    case "signal":
      return engine.signal(command.execution, "paid", command.payload, { id: command.id })
    case "tasks":
      return (await engine.tasks({ limit: 500 })).map(({ token }) => token)
    case "complete":
      return engine.complete(command.token, { approved: true })
    case "call": {
      const call = new Request(command.url, { method: "POST", body: '{"amount":10}', headers: { "x-key": "secret" } })
      return (await engine.handleWebhook(call)).status
    }
    case "result":
      return outcomeText(engine.result(command.execution)).then(unlessClosed)
  }
}

/** An engine that closes has no outcome; the next one does. */
function unlessClosed(outcome: string): string {
  if (outcome.startsWith('{"error":"EngineClosed"')) throw new EngineClosed("")
  return outcome
}

function tagOf(error: unknown): string {
  return error instanceof Error && "_tag" in error ? String(error._tag) : String(error)
}

import { agents } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { sqliteStore } from "@millrace/runtime/journal"
import { guess, guesses } from "../flows/activities.ts"
import { record, recordTo } from "../record.ts"
import { scenes } from "../scenes.ts"
import { actOutside } from "./act-outside.ts"
import { executionId, recordOf, storeOf } from "./job.ts"
import type { Job } from "./job.ts"
import { killedAt } from "./killed-at.ts"

/** A runner that may need what the programme has. */
export type SceneRunner = DurableRunner & { readonly provide: (layer: never) => DurableRunner }

/** Does the jobs of a process, one after the other: `node <bundle> '<jobs as JSON>'`. */
export async function runVictim(runners: ReadonlyMap<string, SceneRunner>): Promise<void> {
  // The programme gives it.
  const jobs = JSON.parse(process.argv[2] ?? "[]") as ReadonlyArray<Job>
  for (const job of jobs) await run(job, runners)
}

async function run(job: Job, runners: ReadonlyMap<string, SceneRunner>): Promise<void> {
  const scene = scenes.find(({ name }) => name === job.scene)
  const runner = runners.get(job.scene)
  if (scene === undefined || runner === undefined) throw new Error(`there is no scene '${job.scene}'`)
  recordTo(recordOf(job))
  const journal = sqliteStore({ file: storeOf(job) })
  // What nobody needs does no harm.
  const provided = runner.provide(agents(guess, [{ name: "only", run: guesses }]) as never)
  const engine = await Engine.open({
    journal: job.kill === undefined ? journal : killedAt(journal, job.kill),
    runners: [provided],
    setAsideAfterMs: 15,
    webhookUrl: "https://shop.example/hooks",
    tokenKey: new Uint8Array(32).fill(7),
    onError: (error) => record({ what: "trouble", execution: executionId, path: String(error) }),
  })
  // Its input is the scene's own.
  const { result } = await engine.start(provided, scene.input as never, { id: executionId })
  record({ what: "acknowledged", execution: executionId, path: "start" })
  const ended = outcomeText(result())
  await actOutside(engine, scene.outside, ended)
  record({ what: "outcome", execution: executionId, path: await ended })
  await engine.close()
}

/** Says what an execution comes to. */
export function outcomeText(result: Promise<unknown>): Promise<string> {
  return result.then(
    (value) => JSON.stringify({ value }),
    (error: unknown) => JSON.stringify(describe(error)),
  )
}

/** What of a failure must be the same, whoever is told of it. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { error: String(error) }
  const tag = "_tag" in error ? error._tag : error.name
  return { error: tag, message: error.message }
}

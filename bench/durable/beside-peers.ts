import { chmodSync, mkdtempSync } from "node:fs"
import { join } from "node:path"
import { installPeers } from "../harness/install-peers.ts"
import { aligned, figure } from "../harness/table.ts"
import { openEngine, runDurably } from "./durable-runs.ts"
import { openFloor } from "./floor.ts"
import { openPeer } from "./peer-process.ts"

const rounds = 5
const steps = 10
const atOnce = 512
/** How many executions are run one after the other in a round. */
const alone = 16
const peers: ReadonlyArray<{ readonly name: string; readonly store: string }> = [
  { name: "DBOS", store: "PostgreSQL" },
  { name: "effect/workflow on effect/cluster", store: "PostgreSQL" },
  { name: "openworkflow", store: "SQLite" },
  { name: "Restate", store: "its server" },
]

/** Somebody who runs executions of ten steps, and how long that took at best, in milliseconds. */
interface Runner {
  readonly name: string
  readonly store: string
  readonly run: (executions: number, atOnce: number) => Promise<number>
  readonly close: () => Promise<void>
  aloneMs: number
  togetherMs: number
}

/**
 * Measures the engine beside its peers, in turns, and gives the table with the ratios.
 *
 * **Details**
 *
 * Everybody keeps each step on the disk before the next begins, with `fsync`; every result is compared. The best round
 * counts: whoever else runs on the machine can only make one slower, and the first is everybody's first.
 */
export async function besidePeers(folder: string): Promise<string> {
  installPeers("durable-peers")
  // A server of somebody else's may run as another user.
  chmodSync(folder, 0o755)
  const ours = await openOurs(folder)
  const runners = [...ours, ...(await opened(folder))]
  for (let round = 0; round < rounds; round++) {
    for (const runner of runners) {
      const aloneMs = (await runner.run(alone, 1)) / alone
      const togetherMs = await runner.run(atOnce, atOnce)
      runner.aloneMs = Math.min(runner.aloneMs, aloneMs)
      runner.togetherMs = Math.min(runner.togetherMs, togetherMs)
    }
  }
  for (const { close } of runners) await close()
  return [...aligned([head, ...runners.map(rowOf)]), "", ...ratios(runners)].join("\n")
}

const head = ["ten steps, fsync on, the best round", "store", "ms one at a time", `steps/s, ${atOnce} at once`]

function rowOf({ name, store, aloneMs, togetherMs }: Runner): ReadonlyArray<string> {
  return [name, store, figure(aloneMs), figure(perSecond(togetherMs))]
}

function perSecond(togetherMs: number): number {
  return (atOnce * steps * 1_000) / togetherMs
}

/** The engine, and what SQLite takes at least. */
async function openOurs(folder: string): Promise<ReadonlyArray<Runner>> {
  const floor = openFloor(join(folder, "floor-beside.db"))
  const engine = await openEngine(join(folder, "engine-beside.db"), atOnce)
  const timed = async (run: () => void | Promise<void>): Promise<number> => {
    const startedMs = performance.now()
    await run()
    return performance.now() - startedMs
  }
  return [
    {
      name: "bare inserts",
      store: "SQLite",
      run: (executions, together) =>
        timed(() => (together === 1 ? floor.single(executions * steps) : floor.grouped(executions * steps, together))),
      close: async () => floor.close(),
      ...unmeasured,
    },
    {
      name: "Millrace",
      store: "SQLite",
      run: (executions, together) =>
        timed(async () => {
          for (let done = 0; done < executions; done += together) await runDurably(engine, together)
        }),
      close: () => engine.close(),
      ...unmeasured,
    },
  ]
}

/** The peers that can be opened on this machine; of the others it is said why not. */
async function opened(folder: string): Promise<ReadonlyArray<Runner>> {
  const runners: Array<Runner> = []
  for (const { name, store } of peers) {
    try {
      const own = mkdtempSync(join(folder, "peer-"))
      chmodSync(own, 0o777)
      runners.push({ name, store, ...(await openPeer(name, own)), ...unmeasured })
    } catch (problem) {
      console.error(`'${name}' cannot be measured here: ${String(problem)}`)
    }
  }
  return runners
}

const unmeasured = { aloneMs: Number.POSITIVE_INFINITY, togetherMs: Number.POSITIVE_INFINITY }

function ratios(runners: ReadonlyArray<Runner>): ReadonlyArray<string> {
  const [floor, ours, ...others] = runners
  if (floor === undefined || ours === undefined || others.length === 0) return []
  const alone = Math.min(...others.map(({ aloneMs }) => aloneMs))
  const together = Math.min(...others.map(({ togetherMs }) => togetherMs))
  return aligned([
    ["target", "found", "wanted"],
    ["one at a time, to bare inserts", `${figure(ours.aloneMs / floor.aloneMs)} ×`, "≤ 1.5 ×"],
    ["one at a time, to the best peer", `1/${figure(alone / ours.aloneMs)}`, "≤ 1/6"],
    [`steps/s, ${atOnce} at once`, figure(perSecond(ours.togetherMs)), "≥ 60,000"],
    [`${atOnce} at once, to the best peer`, `${figure(together / ours.togetherMs)} ×`, "≥ 8 ×"],
  ])
}

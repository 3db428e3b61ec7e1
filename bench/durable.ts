// What it costs to keep an execution: emitted runners under an engine, and its journal alone, beside bare inserts into SQLite, with fsync, in one run.
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { besidePeers } from "./durable/beside-peers.ts"
import { openEngine, runDurably } from "./durable/durable-runs.ts"
import { openFloor } from "./durable/floor.ts"
import { openJournal, writeEntries } from "./durable/journal-alone.ts"
import { machine } from "./harness/machine.ts"
import { median } from "./harness/statistics.ts"
import { aligned, figure } from "./harness/table.ts"

const { values: options } = parseArgs({ options: { peers: { type: "boolean", default: false } } })
const rounds = 15
/** Rounds that are not counted: code is compiled while they run. */
const warmUps = 5
const steps = 10
const atOnce = 512
/** On a disk: the temporary folder of a machine may be in its memory. */
const folder = mkdtempSync(join(import.meta.dirname, "store-"))

/** One way to keep executions of ten steps: `run` does so many of them at once. */
interface Way {
  readonly name: string
  readonly executions: number
  readonly run: () => void | Promise<void>
}

const floor = openFloor(join(folder, "floor.db"))
const engine = await openEngine(join(folder, "engine.db"), atOnce)
const journal = openJournal(join(folder, "journal.db"))
const ways: ReadonlyArray<Way> = [
  { name: "bare inserts, one commit each", executions: 8, run: () => floor.single(8 * steps) },
  { name: "journal, one execution at a time", executions: 8, run: () => eachAfterAnother(8) },
  { name: "durable runner, one execution at a time", executions: 8, run: () => eachAfterAnotherDurably(8) },
  { name: `bare inserts, ${atOnce} a commit`, executions: atOnce, run: () => floor.grouped(atOnce * steps, atOnce) },
  {
    name: `journal, ${atOnce} executions at once`,
    executions: atOnce,
    run: () => writeEntries(journal, atOnce, steps),
  },
  { name: `durable runner, ${atOnce} executions at once`, executions: atOnce, run: () => runDurably(engine, atOnce) },
]

async function eachAfterAnother(executions: number): Promise<void> {
  for (let execution = 0; execution < executions; execution++) await writeEntries(journal, 1, steps)
}

async function eachAfterAnotherDurably(executions: number): Promise<void> {
  for (let execution = 0; execution < executions; execution++) await runDurably(engine, 1)
}

console.log(`${machine()}\n`)
const taken = new Map<string, Array<number>>(ways.map(({ name }) => [name, []]))
/** Processor time a step, in microseconds. */
const worked = new Map<string, Array<number>>(ways.map(({ name }) => [name, []]))
for (let round = -warmUps; round < rounds; round++) {
  for (const { name, executions, run } of ways) {
    const startedMs = performance.now()
    const startedCpu = process.cpuUsage()
    await run()
    // The first rounds are not counted.
    if (round < 0) continue
    taken.get(name)?.push(performance.now() - startedMs)
    const { user, system } = process.cpuUsage(startedCpu)
    worked.get(name)?.push((user + system) / (executions * steps))
  }
}
await engine.close()
await journal.close()
floor.close()

const rows = ways.map(({ name, executions }) => {
  const times = taken.get(name) ?? []
  const perSecond = (ms: number): string => figure((executions * steps * 1_000) / ms)
  return [
    name,
    figure(median(times) / executions),
    `${perSecond(median(times))} (${perSecond(Math.max(...times))} to ${perSecond(Math.min(...times))})`,
    figure(median(worked.get(name) ?? [])),
  ]
})
console.log(
  aligned([
    [
      "ten steps, each on the disk before the next",
      "ms an execution",
      "steps/s (min to max)",
      "µs of processor a step",
    ],
    ...rows,
  ]).join("\n"),
)
if (options.peers) console.log(`\n${await besidePeers(folder)}`)
rmSync(folder, { recursive: true, force: true })

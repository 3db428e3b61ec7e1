// How long an execution that waits needs to go on: after a signal, and after the moment that it waits for.
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Engine } from "@millrace/runtime/durable"
import { until } from "./durable/in-turns.ts"
import { nowMs, woken } from "./durable/lasting.activities.ts"
import { paid, reminded } from "./durable/lasting.runner.ts"
import { machine } from "./harness/machine.ts"
import { aligned, figure } from "./harness/table.ts"

const perSecond = 1_000
const seconds = Number(process.argv[2] ?? 10)
const executions = perSecond * seconds
/** What only waits for so long is put out of memory, and is read again. */
const setAsideAfterMs = 1_000
const most99 = 50
const buckets = [1, 2, 5, 10, 20, 50, 100, 200, 500]
const folder = mkdtempSync(join(import.meta.dirname, "store-"))

console.log(`${machine()}\n`)
// Not counted: code is compiled while it runs.
await measured("warming up", (engine) => signalled(engine, 2 * setAsideAfterMs))
const rows = [
  await measured("a signal, set aside", (engine) => signalled(engine, 2 * setAsideAfterMs)),
  await measured("a signal, in memory", (engine) => signalled(engine, 0)),
  await measured("a moment, set aside", (engine) => due(engine, 3 * setAsideAfterMs)),
  await measured("a moment, in memory", (engine) => due(engine, setAsideAfterMs / 2)),
]
rmSync(folder, { recursive: true })
const histogram = buckets.map((bucket) => `≤ ${bucket} ms`)
console.log(`${executions.toLocaleString("en-US")} executions, ${perSecond.toLocaleString("en-US")} each second\n`)
console.log(
  aligned([["wake-up", "p50, ms", "p99", "most", ...histogram], ...rows.map(({ cells }) => cells)]).join("\n"),
)
process.exit(rows.every(({ p99 }) => p99 <= most99) ? 0 : 1)

/** Runs a way to wake executions that gives how long each of them took, in milliseconds. */
async function measured(
  name: string,
  run: (engine: Engine) => Promise<ReadonlyArray<number>>,
): Promise<{ readonly cells: ReadonlyArray<string>; readonly p99: number }> {
  woken.length = 0
  const journal = `sqlite:${join(folder, `${name.replaceAll(/\W+/gu, "-")}.db`)}` as const
  const engine = await Engine.open({ journal, runners: [paid, reminded], maximumExecutions: 5_000, setAsideAfterMs })
  const sorted = (await run(engine)).toSorted((one, other) => one - other)
  await engine.close()
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const shares = buckets.map((bucket) => {
    return `${figure((100 * sorted.filter((ms) => ms <= bucket).length) / sorted.length)} %`
  })
  return { cells: [name, figure(at(0.5)), figure(at(0.99)), figure(at(1)), ...shares], p99: at(0.99) }
}

/** Signals executions that have waited for a while. */
async function signalled(engine: Engine, waitMs: number): Promise<ReadonlyArray<number>> {
  const sentMs: Array<number> = []
  const starts: Array<Promise<{ readonly id: string }>> = []
  const started = evenly(async (n) => {
    starts[n] = engine.start(paid, { n })
    await starts[n]
  })
  await sleep(waitMs + 100)
  await evenly(async (n) => {
    await until(() => starts[n] !== undefined)
    const { id = "" } = (await starts[n]) ?? {}
    sentMs[n] = nowMs()
    await engine.signal(id, "payment", { amount: n })
  })
  await started
  await until(() => woken.length === executions)
  return woken.map(({ n, atMs }) => atMs - (sentMs[n] ?? Number.NaN))
}

/** Lets executions wait for moments that come one after the other. */
async function due(engine: Engine, waitMs: number): Promise<ReadonlyArray<number>> {
  await evenly(async () => {
    await engine.start(reminded, { n: Math.round(nowMs() + waitMs) })
  })
  await until(() => woken.length === executions)
  return woken.map(({ n, atMs }) => atMs - n)
}

/** Does something for each execution, so many each second. */
async function evenly(work: (n: number) => Promise<void>): Promise<void> {
  const beganMs = performance.now()
  const done: Array<Promise<void>> = []
  while (done.length < executions) {
    const dueNow = Math.min(executions, ((performance.now() - beganMs) * perSecond) / 1_000)
    while (done.length < dueNow) done.push(work(done.length))
    await sleep(1)
  }
  await Promise.all(done)
}

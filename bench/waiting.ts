// What executions cost that only wait: memory, disk, and how long it takes to start and to wake them.
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setImmediate } from "node:timers/promises"
import { Engine } from "@millrace/runtime/durable"
import { inTurns, until } from "./durable/in-turns.ts"
import { nowMs, woken } from "./durable/lasting.activities.ts"
import { paid, reminded } from "./durable/lasting.runner.ts"
import { machine } from "./harness/machine.ts"
import { aligned, figure } from "./harness/table.ts"

const executions = Number(process.argv[2] ?? 100_000)
const wokenOnes = Math.min(1_000, executions)
const mostMegabytes = 500
const anHourMs = 3_600_000
const folder = mkdtempSync(join(import.meta.dirname, "store-"))
const megabyte = 2 ** 20

/** One thing to wait for. */
interface Way {
  readonly name: string
  readonly start: (engine: Engine, index: number) => Promise<{ readonly id: string }>
  /** Wakes some of them. */
  readonly wake: (engine: Engine) => Promise<void>
}

const ways: ReadonlyArray<Way> = [
  {
    name: "a signal",
    start: (engine, n) => engine.start(paid, { n }, { id: `paid-${n}` }),
    wake: (engine) =>
      inTurns(wokenOnes, 64, (index) => engine.signal(`paid-${executions - 1 - index}`, "payment", { amount: 1 })),
  },
  {
    name: "a moment",
    start: (engine, n) => engine.start(reminded, { n: nowMs() + anHourMs }, { id: `reminded-${n}` }),
    wake: (engine) => inTurns(wokenOnes, 64, () => engine.start(reminded, { n: nowMs() + 2_000 })),
  },
]

console.log(`${machine()}\n`)
const rows: Array<ReadonlyArray<string>> = []
let isMet = true
for (const { name, start, wake } of ways) {
  const file = join(folder, `${name.replace(" ", "-")}.db`)
  woken.length = 0
  const engine = await Engine.open({ journal: `sqlite:${file}`, runners: [paid, reminded] })
  const reader = new DatabaseSync(file, { readOnly: true })
  const waiting = reader.prepare("SELECT count(*) AS waiting FROM executions WHERE status = 'waiting'")
  let mostBytes = 0
  const watch = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 50)
  const startedMs = performance.now()
  const startedCpu = process.cpuUsage()
  await inTurns(executions, 512, (index) => start(engine, index))
  const acceptedMs = performance.now() - startedMs
  await until(() => waiting.get()?.["waiting"] === executions)
  const restedMs = performance.now() - startedMs
  const { user, system } = process.cpuUsage(startedCpu)
  clearInterval(watch)
  globalThis.gc?.()
  await setImmediate()
  const { rss, heapUsed } = process.memoryUsage()
  const wokeMs = performance.now()
  await wake(engine)
  await until(() => woken.length === wokenOnes)
  const allWokenMs = performance.now() - wokeMs
  reader.close()
  await engine.close()
  isMet &&= mostBytes < mostMegabytes * megabyte
  rows.push([
    name,
    figure(rss / megabyte),
    figure(mostBytes / megabyte),
    figure(heapUsed / megabyte),
    figure(statSync(file).size / megabyte),
    figure(acceptedMs / 1_000),
    figure(restedMs / 1_000),
    figure((user + system) / 1_000_000),
    figure(allWokenMs / 1_000),
  ])
}
rmSync(folder, { recursive: true })
const head = [
  "MiB resident",
  "at most",
  "on the heap",
  "on the disk",
  "s to start",
  "until all wait",
  "of processor",
  `to wake ${wokenOnes}`,
]
console.log(aligned([[`${executions.toLocaleString("en-US")} that wait for`, ...head], ...rows]).join("\n"))
process.exit(isMet ? 0 : 1)

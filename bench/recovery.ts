// How long it takes until executions that were in the middle of their steps when their process was killed go on in the next.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { Engine } from "@millrace/runtime/durable"
import { inTurns, until } from "./durable/in-turns.ts"
import { gate } from "./durable/lasting.activities.ts"
import { held } from "./durable/lasting.runner.ts"
import { machine } from "./harness/machine.ts"
import { aligned, figure } from "./harness/table.ts"

const [count = "10000", victim] = process.argv.slice(2)
const executions = Number(count)
const mostSeconds = 5

if (victim === undefined) await measure()
else await hold(victim)

/** Brings so many executions to their sixth step, where they stay until the process is killed. */
async function hold(file: string): Promise<void> {
  gate.opens = new Promise(() => undefined)
  const engine = await Engine.open({ journal: `sqlite:${file}`, runners: [held], maximumExecutions: executions })
  await inTurns(executions, 512, (n) => engine.start(held, { n }, { id: `held-${n}` }))
  await until(() => gate.come === executions)
  console.log("held")
  await new Promise((resolve) => setTimeout(resolve, 600_000))
}

async function measure(): Promise<void> {
  console.log(`${machine()}\n`)
  const rows: Array<ReadonlyArray<string>> = []
  let isMet = true
  for (const maximumExecutions of [100, 1_000, executions]) {
    const folder = mkdtempSync(join(import.meta.dirname, "store-"))
    const file = join(folder, "held.db")
    await killHolding(file)
    gate.come = 0
    let mostBytes = 0
    const watch = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 10)
    const openedMs = performance.now()
    const openedCpu = process.cpuUsage()
    const engine = await Engine.open({ journal: `sqlite:${file}`, runners: [held], maximumExecutions })
    await until(() => gate.come === executions)
    const replayedMs = performance.now() - openedMs
    const { user, system } = process.cpuUsage(openedCpu)
    const results = Array.from({ length: executions }, (_, n) => engine.result(`held-${n}`))
    for (const [n, result] of results.entries()) {
      if ((await result) !== n + 10) throw new Error(`'held-${n}' has another result`)
    }
    const endedMs = performance.now() - openedMs
    clearInterval(watch)
    await engine.close()
    rmSync(folder, { recursive: true })
    isMet &&= replayedMs <= mostSeconds * 1_000
    const seconds = [replayedMs, (user + system) / 1_000, endedMs].map((ms) => figure(ms / 1_000))
    rows.push([maximumExecutions.toLocaleString("en-US"), ...seconds, figure(mostBytes / 2 ** 20)])
  }
  const head = [
    "at once",
    "s until all have gone on",
    "s of processor until then",
    "s until all have ended",
    "MiB resident, at most",
  ]
  console.log(`${executions.toLocaleString("en-US")} executions, killed in their sixth step\n`)
  console.log(aligned([head, ...rows]).join("\n"))
  process.exit(isMet ? 0 : 1)
}

/** Lets a process hold executions, and kills it. */
async function killHolding(file: string): Promise<void> {
  const script = fileURLToPath(import.meta.url)
  const child = spawn(process.execPath, ["--import", "./built.ts", script, count, file], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  })
  for await (const line of createInterface(child.stdout)) {
    if (line === "held") break
  }
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

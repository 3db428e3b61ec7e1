import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { bundleVictim } from "./kills/bundle-victim.ts"
import { runUndisturbed } from "./kills/sweep.ts"
import { loadScenes, runLoad } from "./load/run-load.ts"

/**
 * Runs many executions at once in a process that is killed, halted and ended at random moments, and compares what clients
 * were told with what came of it: `node test/reliability/random-kills.ts`.
 */
const { values: options } = parseArgs({
  options: {
    executions: { type: "string", default: "2000" },
    clients: { type: "string", default: "30" },
    kills: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
  },
})

const folder = mkdtempSync(join(tmpdir(), "millrace-load-"))
const [victim, server, own] = [join(folder, "victim.cjs"), join(folder, "server.cjs"), join(folder, "run")]
mkdirSync(own)
await bundleVictim("emitted", victim)
await bundleVictim("emitted", server, { module: "load/server.ts", run: "runServer" })
const undisturbed = await runUndisturbed({ bundle: victim, folder }, loadScenes)
const startedAt = performance.now()
const { disturbed, started, accepted, steps, broken } = await runLoad({
  bundle: server,
  folder: own,
  executions: Number(options.executions),
  clients: Number(options.clients),
  disturbances: Number(options.kills),
  seed: Number(options.seed),
  undisturbed,
})
for (const each of broken.slice(0, 40)) console.error(each)
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
const signals = Object.entries(disturbed).map(([name, count]) => `${count} × ${name}`)
console.log(
  `${started} executions of ${loadScenes.length} flows, ${steps} steps, ${accepted} messages, ${signals.join(", ")}, ${broken.length} promises broken, in ${seconds} s, seed ${options.seed}`,
)
if (broken.length === 0) rmSync(folder, { recursive: true })
else console.error(`see ${folder}`)
process.exitCode = broken.length === 0 ? 0 : 1

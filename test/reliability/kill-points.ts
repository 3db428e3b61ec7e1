import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { bundleVictim } from "./kills/bundle-victim.ts"
import type { RunnerKind } from "./kills/bundle-victim.ts"
import { sweep } from "./kills/sweep.ts"
import { scenes } from "./scenes.ts"

/**
 * Kills a process with SIGKILL before, after, and after the acknowledgement of every write of its journal, in every scene,
 * starts another one, and looks at what became of the execution: `node test/reliability/kill-points.ts`.
 */
const { values: options } = parseArgs({
  options: {
    /** Only scenes whose name contains one of these, with commas between them. */
    flows: { type: "string", default: "" },
    /** So many points of each scene, drawn at random, instead of all. */
    points: { type: "string" },
    /** So many pairs of each scene: a crash, and another one while it is recovered. */
    pairs: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    processes: { type: "string", default: "1" },
    runners: { type: "string", default: "emitted" },
    folder: { type: "string", default: tmpdir() },
  },
})

const wanted = options.flows.split(",")
const chosen = scenes.filter(({ name }) => wanted.some((part) => name.includes(part)))
const folder = mkdtempSync(join(options.folder, "millrace-kills-"))
const bundle = join(folder, "victim.cjs")
const kind: RunnerKind = options.runners === "interpreted" ? "interpreted" : "emitted"
await bundleVictim(kind, bundle)
console.log(`${chosen.length} flows, ${kind}, seed ${options.seed}, in ${folder}`)
const startedAt = performance.now()
const { kills, recovered, broken } = await sweep({
  bundle,
  folder,
  scenes: chosen,
  points: options.points === undefined ? undefined : Number(options.points),
  pairs: Number(options.pairs),
  seed: Number(options.seed),
  processes: Number(options.processes),
  onScene: ({ name }, tally) => console.log(`${name}: ${tally.kills} kills so far, ${tally.broken.length} broken`),
  onBroken: ({ scene, points, promises, folder: left }) => {
    const where = points.map(({ write, when }) => `${when} write ${write}`).join(", then ")
    console.error(`${scene.name}, killed ${where} (${left}):\n  ${promises.join("\n  ")}`)
  },
})
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
console.log(
  `${kills} kills, ${recovered} executions recovered, ${broken.length} with a promise broken, in ${seconds} s`,
)
if (broken.length === 0) rmSync(folder, { recursive: true })
process.exitCode = broken.length === 0 && kills > 0 ? 0 : 1

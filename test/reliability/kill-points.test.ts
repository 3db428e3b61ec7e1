import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bundleVictim } from "./kills/bundle-victim.ts"
import { sweep } from "./kills/sweep.ts"
import type { Sweep } from "./kills/sweep.ts"
import { scenes } from "./scenes.ts"

// `node test/reliability/kill-points.ts` kills at every write of every scene. These are a few, of every sort.
const names = ["saga-undone", "beside-race-of-timers", "wait-signal", "child-sleeps", "cancel-in-sleep"]

const folder = mkdtempSync(join(tmpdir(), "millrace-kills-"))
afterAll(() => rmSync(folder, { recursive: true }))
const parts: Pick<Sweep, "bundle" | "folder" | "processes" | "seed"> = {
  bundle: join(folder, "victim.cjs"),
  folder,
  processes: 2,
  seed: Number(process.env["KILL_SEED"] ?? 1),
}

beforeAll(() => bundleVictim("interpreted", parts.bundle))

describe("a process that is killed with SIGKILL at a write of its journal", () => {
  it("keeps every promise in whichever process comes next", async () => {
    const chosen = scenes.filter(({ name }) => names.includes(name))
    expect(chosen.length).toBe(names.length)
    const { kills, recovered, broken } = await sweep({ ...parts, scenes: chosen, points: 1, pairs: 0 })
    expect(broken.map(({ scene, points, promises }) => [scene.name, points, promises])).toEqual([])
    // A point or another may lie behind the end of its scene.
    expect(kills).toBeGreaterThan(1)
    expect(recovered).toBe(kills)
  })
})

describe("the scenes", () => {
  it("are more than sixty, with every verb among them", () => {
    expect(scenes.length).toBeGreaterThan(60)
    const plans = JSON.stringify(scenes.map(({ workflow }) => workflow.plan))
    const verbs = ["step", "let", "parallel", "race", "when", "match", "loop", "forEach", "graph", "sleep", "signal"]
    const others = ["human", "webhook", "agent", "child", "try", "use", "saga"]
    for (const verb of [...verbs, ...others]) expect(plans).toContain(`"kind":"${verb}"`)
  })
})

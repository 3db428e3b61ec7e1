import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { between, makeChance, pick } from "../../equivalence/chance.ts"
import type { Scene } from "../scenes.ts"
import type { Job, KillPoint } from "./job.ts"
import { Killer } from "./killer.ts"
import type { Broken, Crash, Tally } from "./killer.ts"
import { runJobs } from "./kill-process.ts"
import { leftBehind } from "./left-behind.ts"
import type { Left } from "./left-behind.ts"

const whens: ReadonlyArray<KillPoint["when"]> = ["before", "after", "acknowledged"]
/** No scene has more writes. */
const mostWrites = 400

/** What is swept. */
export interface Sweep {
  readonly bundle: string
  readonly folder: string
  readonly scenes: ReadonlyArray<Scene>
  /** How many points of each scene, drawn at random; without it every write, before, after and after acknowledgement. */
  readonly points?: number | undefined
  /** How many pairs of points of each scene, of which the second kills the process that recovers the first. */
  readonly pairs: number
  readonly seed: number
  /** How many processes run at once. */
  readonly processes: number
  readonly onScene?: (scene: Scene, tally: Tally) => void
  readonly onBroken?: (broken: Broken) => void
}

/** Kills the processes of scenes at the points of a sweep. */
export async function sweep({ scenes, processes, ...parts }: Sweep): Promise<Tally> {
  const undisturbed = await runUndisturbed(parts, scenes)
  const left = [...scenes]
  const total: Tally = { kills: 0, recovered: 0, broken: [] }
  const work = async (): Promise<void> => {
    const killer = new Killer({ ...parts, undisturbed, onBroken: parts.onBroken ?? (() => undefined) })
    for (let scene = left.shift(); scene !== undefined; scene = left.shift()) {
      await sweepScene(killer, scene, parts)
      parts.onScene?.(scene, killer.tally)
    }
    await killer.finish()
    total.kills += killer.tally.kills
    total.recovered += killer.tally.recovered
    total.broken.push(...killer.tally.broken)
  }
  await Promise.all(Array.from({ length: processes }, work))
  return total
}

/** Runs scenes in one process that nobody kills, and gives what each has left. */
export async function runUndisturbed(
  { bundle, folder }: Pick<Sweep, "bundle" | "folder">,
  scenes: ReadonlyArray<Scene>,
): Promise<ReadonlyMap<string, Left>> {
  const jobs = scenes.map(({ name }): Job => {
    const own = join(folder, `undisturbed-${name}`)
    mkdirSync(own, { recursive: true })
    return { folder: own, scene: name }
  })
  const end = await runJobs(bundle, jobs)
  if (end.kind === "broken") throw new Error(`the scenes do not run undisturbed: ${end.problem}`)
  const left = jobs.map((job) => [job.scene, leftBehind(job)] as const)
  const endless = left.filter(([, { lines }]) => !lines.some(({ what }) => what === "outcome"))
  if (endless.length > 0) throw new Error(`these have no end: ${endless.map(([name]) => name).join(", ")}`)
  return new Map(left)
}

type Drawing = Pick<Sweep, "points" | "pairs" | "seed">

async function sweepScene(killer: Killer, scene: Scene, { points, pairs, seed }: Drawing): Promise<void> {
  const chance = makeChance(seed + hashOf(scene.name))
  const writes = points === undefined ? await everyPoint(killer, scene) : undefined
  const most = writes ?? 12
  const draw = (): KillPoint => ({ write: between(chance, 1, most), when: pick(chance, whens) })
  const crashes: ReadonlyArray<Crash> = [
    ...Array.from({ length: points ?? 0 }, (): Crash => ({ scene, points: [draw()] })),
    ...Array.from({ length: pairs }, (): Crash => ({ scene, points: [draw(), draw()] })),
  ]
  for (const crash of crashes) await killer.kill(crash)
}

/** Kills at every write until a process comes to its end before, and says how many writes there were. */
async function everyPoint(killer: Killer, scene: Scene): Promise<number> {
  for (let write = 1; write <= mostWrites; write++) {
    for (const when of whens) {
      if (!(await killer.kill({ scene, points: [{ write, when }] }))) return write - 1
    }
  }
  throw new Error(`'${scene.name}' has no end`)
}

function hashOf(text: string): number {
  let hash = 0
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return hash
}

import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Scene } from "../scenes.ts"
import { brokenPromises } from "./broken-promises.ts"
import type { Job, KillPoint } from "./job.ts"
import { runJobs } from "./kill-process.ts"
import { leftBehind } from "./left-behind.ts"
import type { Left } from "./left-behind.ts"

/** A scene, and where its processes are killed: the first at the first point, the one that recovers it at the second. */
export interface Crash {
  readonly scene: Scene
  readonly points: ReadonlyArray<KillPoint>
}

/** A crash after which something was not as promised. */
export interface Broken extends Crash {
  readonly promises: ReadonlyArray<string>
  /** What was left of it. */
  readonly folder: string
}

/** What killing has come to. */
export interface Tally {
  /** Processes that were killed at a point. */
  kills: number
  /** Executions of which a later process has made an end. */
  recovered: number
  readonly broken: Array<Broken>
}

interface Pending extends Crash {
  readonly job: Job
  readonly deaths: Array<Left>
}

/** What a killer works with. */
export interface KillerParts {
  readonly bundle: string
  /** Where stores are. */
  readonly folder: string
  /** By the name of the scene. */
  readonly undisturbed: ReadonlyMap<string, Left>
  readonly onBroken: (broken: Broken) => void
}

/**
 * Kills processes, and looks at what becomes of their executions.
 *
 * **Details**
 *
 * Starting a process takes longer than anything it does here, so each of them first makes an end of what the one before it
 * has left, and is killed in the next scene.
 */
export class Killer {
  readonly #parts: KillerParts
  readonly tally: Tally = { kills: 0, recovered: 0, broken: [] }
  #pending: Pending | undefined

  constructor(parts: KillerParts) {
    this.#parts = parts
  }

  /** Kills processes of a scene one after the other, and says whether the first came to its point before it ended. */
  async kill({ scene, points: [point, ...later] }: Crash): Promise<boolean> {
    if (point === undefined) return false
    const job: Job = { folder: mkdtempSync(join(this.#parts.folder, `${scene.name}-`)), scene: scene.name }
    const killed = { ...job, kill: point }
    const before = this.#pending
    const end = await runJobs(this.#parts.bundle, before === undefined ? [killed] : [before.job, killed])
    const problem = end.kind === "broken" ? end.problem : undefined
    const isBefore = before !== undefined && !isOver(before.job)
    this.#pending = undefined
    if (before !== undefined) this.#settle(before, isBefore ? problem : undefined)
    const pending: Pending = { scene, points: [point, ...later], job, deaths: [] }
    if (problem !== undefined) {
      // It was not its turn, or it is what has broken.
      if (isBefore) return this.kill({ scene, points: [point, ...later] })
      this.#settle(pending, problem)
      return true
    }
    if (end.kind === "ended") {
      this.#settle(pending)
      return false
    }
    await this.#killed(pending, later)
    return true
  }

  /** Makes an end of what is left. */
  async finish(): Promise<void> {
    const pending = this.#pending
    if (pending === undefined) return
    this.#pending = undefined
    const end = await runJobs(this.#parts.bundle, [pending.job])
    this.#settle(pending, end.kind === "broken" ? end.problem : undefined)
  }

  async #killed(pending: Pending, later: ReadonlyArray<KillPoint>): Promise<void> {
    for (const point of later) {
      this.#note(pending)
      const end = await runJobs(this.#parts.bundle, [{ ...pending.job, kill: point }])
      if (end.kind === "killed") continue
      this.#settle(pending, end.kind === "broken" ? end.problem : undefined)
      return
    }
    this.#note(pending)
    this.#pending = pending
  }

  #note({ job, deaths }: Pending): void {
    this.tally.kills += 1
    deaths.push(leftBehind(job))
  }

  #settle({ scene, points, job, deaths }: Pending, problem?: string): void {
    const { folder } = job
    const undisturbed = this.#parts.undisturbed.get(scene.name)
    const last = leftBehind(job)
    const promises =
      problem !== undefined
        ? [problem]
        : undisturbed === undefined
          ? ["it has never run undisturbed"]
          : brokenPromises({ scene, undisturbed, deaths, last })
    if (deaths.length > 0) this.tally.recovered += 1
    if (promises.length === 0) return rmSync(folder, { recursive: true })
    const broken: Broken = { scene, points, promises, folder }
    this.tally.broken.push(broken)
    this.#parts.onBroken(broken)
  }
}

function isOver(job: Job): boolean {
  return leftBehind(job).lines.some(({ what }) => what === "outcome")
}

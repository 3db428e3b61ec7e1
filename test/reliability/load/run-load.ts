import { join } from "node:path"
import { between, makeChance, pick } from "../../equivalence/chance.ts"
import type { Left } from "../kills/left-behind.ts"
import { leftBehind } from "../kills/left-behind.ts"
import { scenes } from "../scenes.ts"
import type { Scene } from "../scenes.ts"
import { runClient, runPeople } from "./clients.ts"
import type { Books } from "./clients.ts"
import { ServedEngine } from "./served-engine.ts"

/** What an engine is put to. */
export interface Load {
  readonly bundle: string
  readonly folder: string
  readonly executions: number
  /** How many clients there are at once. */
  readonly clients: number
  /** How often the engine's process is disturbed at most. */
  readonly disturbances: number
  readonly seed: number
  readonly undisturbed: ReadonlyMap<string, Left>
}

/** What came of it. */
export interface LoadResult {
  readonly disturbed: Readonly<Record<Disturbance, number>>
  readonly started: number
  readonly accepted: number
  readonly steps: number
  readonly broken: ReadonlyArray<string>
}

const disturbances = ["SIGKILL", "SIGKILL", "SIGSTOP", "SIGTERM"] as const
type Disturbance = (typeof disturbances)[number]

/** The scenes that an engine can be put to all at once, with nothing but their clients. */
export const loadScenes: ReadonlyArray<Scene> = scenes.filter(
  ({ outside, isTimed, otherwise, isCached }) =>
    outside.kind !== "cancels" && isTimed !== true && isCached !== true && otherwise === undefined,
)

/** Runs many executions at once on an engine whose process is killed, halted and ended at random moments. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const { bundle, folder, executions, clients, seed } = load
  const world = join(folder, "record.jsonl")
  const engine = new ServedEngine(bundle, [join(folder, "store.db"), world])
  const books: Books = { started: new Set(), accepted: new Set(), outcomes: new Map() }
  const chance = makeChance(seed)
  let next = 0
  const over = new AbortController()
  const work = async (): Promise<void> => {
    while (next < executions) {
      const number = next++
      await runClient(engine, pick(chance, loadScenes), books, `load-${number}`)
    }
  }
  const disturbed = { SIGKILL: 0, SIGSTOP: 0, SIGTERM: 0 }
  const disturb = async (): Promise<void> => {
    const own = makeChance(seed + 1)
    for (let count = 0; count < load.disturbances && !over.signal.aborted; count++) {
      await engine.opened
      await pass(between(own, 100, 2_000))
      if (over.signal.aborted) return
      const how = pick(own, disturbances)
      disturbed[how] += 1
      engine.signal(how)
      if (how !== "SIGSTOP") continue
      await pass(between(own, 50, 400))
      engine.signal("SIGCONT")
    }
  }
  const people = runPeople(engine, world, () => over.signal.aborted)
  const disturbing = disturb()
  await Promise.all(Array.from({ length: clients }, work))
  over.abort()
  await Promise.all([people, disturbing])
  await engine.close()
  const left = leftBehind({ folder })
  const steps = left.entries.filter(({ kind }) => kind === "step.completed").length
  const broken = [...engine.complaints, ...brokenIn(left, books, load)]
  return { disturbed, started: books.started.size, accepted: books.accepted.size, steps, broken }
}

function brokenIn(left: Left, books: Books, { executions, undisturbed }: Load): ReadonlyArray<string> {
  return [
    ...left.lines.flatMap(({ what, path }) => (what === "trouble" ? [`an engine had trouble: ${path}`] : [])),
    ...(books.outcomes.size === executions ? [] : [`${executions - books.outcomes.size} executions have no outcome`]),
    ...[...books.started].filter((id) => !left.executions.has(id)).map((id) => `'${id}' was started, and is lost`),
    ...[...books.accepted].flatMap((each) => {
      const [, id = ""] = each.split(" ")
      return left.messages.has(id) ? [] : [`'${each}' was accepted, and is lost`]
    }),
    ...[...books.outcomes].flatMap(([id, { scene, outcome }]) => {
      const expected = undisturbed.get(scene)?.lines.find(({ what }) => what === "outcome")?.path
      // Its name is in the messages of some failures.
      const found = outcome.replaceAll(id, "execution")
      return found === expected ? [] : [`'${id}' of '${scene}' came to ${found} instead of ${expected}`]
    }),
    ...ranAgain(left),
    ...unfinished(left),
  ]
}

/** A step whose outcome the journal has was not begun after that. */
function ranAgain({ entries, lines }: Left): ReadonlyArray<string> {
  const committed = new Map(
    entries.flatMap(({ kind, execution, path, recordedMs }) =>
      /^(step\.completed|step\.failed|compensated|compensation\.failed)$/.test(kind)
        ? [[`${execution} ${path}`, recordedMs] as const]
        : [],
    ),
  )
  return lines.flatMap(({ what, execution, path, atMs }) => {
    const recordedMs = committed.get(`${execution} ${path}`)
    const isAgain = what === "begins" && recordedMs !== undefined && atMs > recordedMs + 1
    return isAgain ? [`'${execution} ${path}' was committed, and ran again`] : []
  })
}

function unfinished({ executions, waits }: Left): ReadonlyArray<string> {
  const open = [...executions].filter(([, status]) => !/completed|failed|cancelled|timed-out/.test(status))
  return [
    ...open.map(([id, status]) => `execution '${id}' is still ${status}`),
    ...(waits > 0 ? [`${waits} waits are left behind`] : []),
  ]
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

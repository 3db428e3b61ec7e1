import { AsyncLocalStorage } from "node:async_hooks"
import { VirtualTime } from "./virtual-time.ts"

/** What activities act on: the world outside an execution, in which time passes and everything they do is written down. */
export interface World {
  readonly time: VirtualTime
  /** What was done, each with its time: `100 a ends`. */
  readonly told: Array<string>
  /** What was sent to people outside. */
  readonly mail: Array<string>
  /** Cancels the execution. */
  cancel: () => void
  /** How many things are done before whoever does the last of them cancels the execution. */
  cancelAfterEffects: number | undefined
}

/** Who calls, as the caller of an execution has said in its own async context. */
export const caller: AsyncLocalStorage<string> = new AsyncLocalStorage()

/** Pools, rate limits and caches live as long as the process: in each world it is later than what they remember. */
const betweenWorldsMs = 10 * 24 * 60 * 60 * 1_000
let worlds = 0
let world: World | undefined

/** Makes a new world, in which nothing has happened. */
export async function newWorld(beginsAtMs: number = ++worlds * betweenWorldsMs): Promise<World> {
  world = {
    time: await VirtualTime.from(beginsAtMs),
    told: [],
    mail: [],
    cancel: () => undefined,
    cancelAfterEffects: undefined,
  }
  return world
}

/** Writes down what happens now. */
export function tell(what: string): void {
  const { time, told, cancel, cancelAfterEffects } = currentWorld()
  told.push(`${time.now()} ${what}`)
  if (told.length === cancelAfterEffects) cancel()
}

/** Lets time pass. */
export function pass(ms: number): Promise<void> {
  return currentWorld().time.pass(ms)
}

/** Sends something to people outside. */
export function send(text: string): void {
  currentWorld().mail.push(text)
}

/** Cancels the execution from inside. */
export function cancel(): void {
  currentWorld().cancel()
}

function currentWorld(): World {
  if (world === undefined) throw new Error("an activity runs outside of a test")
  return world
}

import { createHmac, timingSafeEqual } from "node:crypto"
import type { VirtualClock } from "../../equivalence/virtual-clock.ts"

/** The most turns of the event loop that one moment may take. */
const mostTurns = 100_000

const realImmediate = setImmediate

/** The event loop while all of its time is that of a virtual clock. */
export interface SimulatedTime extends Disposable {
  /** Lets so many turns of the event loop pass. */
  readonly turns: (count: number) => Promise<void>
  /** Lets everything happen that can without time passing; gives `false` where that does not end. */
  readonly quiet: () => Promise<boolean>
}

/**
 * Puts timers and clocks of the platform on a virtual clock, until it is disposed of.
 *
 * **Details**
 *
 * Timers are those of whoever `clockOf` gives at the moment. What is done in this turn of the event loop or the next one is
 * counted, so that it is known when nothing is left to be done at this moment. Signatures are made at once, for threads end
 * in an order of their own.
 */
export function simulateTime(clockOf: () => VirtualClock): SimulatedTime {
  const { setTimeout, clearTimeout, setImmediate, clearImmediate } = globalThis
  const performanceNow = performance.now.bind(performance)
  const dateNow = Date.now.bind(Date)
  let waiting = 0
  const stops = new Map<object, () => void>()
  const immediates = new Set<object>()
  Object.assign(globalThis, {
    setTimeout: (fire: (...given: ReadonlyArray<unknown>) => void, delayMs = 0, ...given: ReadonlyArray<unknown>) => {
      const timer = handle()
      stops.set(
        timer,
        // As the platform does it.
        clockOf().after(Math.max(1, Math.trunc(delayMs)), () => {
          stops.delete(timer)
          fire(...given)
        }),
      )
      return timer
    },
    clearTimeout: (timer: object | undefined) => {
      if (timer === undefined) return
      stops.get(timer)?.()
      stops.delete(timer)
    },
    setImmediate: (call: (...given: ReadonlyArray<unknown>) => void, ...given: ReadonlyArray<unknown>) => {
      const immediate = handle()
      waiting += 1
      immediates.add(immediate)
      realImmediate(() => {
        waiting -= 1
        if (immediates.delete(immediate)) call(...given)
      })
      return immediate
    },
    clearImmediate: (immediate: object) => immediates.delete(immediate),
  })
  performance.now = () => clockOf().currentTimeMillisUnsafe()
  Date.now = () => Math.floor(clockOf().currentTimeMillisUnsafe())
  const signatures = signAtOnce()
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => realImmediate(resolve))
  }
  return {
    turns,
    quiet: async () => {
      let still = 0
      for (let turn = 0; turn < mostTurns && still < 3; turn++) {
        await turns(1)
        still = waiting === 0 ? still + 1 : 0
      }
      return still >= 3
    },
    [Symbol.dispose]: () => {
      Object.assign(globalThis, { setTimeout, clearTimeout, setImmediate, clearImmediate })
      performance.now = performanceNow
      Date.now = dateNow
      signatures[Symbol.dispose]()
    },
  }
}

/** What a timer of the platform is held by. */
function handle(): object {
  const timer = { ref: () => timer, unref: () => timer, hasRef: () => true }
  return timer
}

/** Makes the same signatures as WebCrypto does, without its threads. */
function signAtOnce(): Disposable {
  const { subtle } = crypto
  const sign = (key: Uint8Array, data: Uint8Array): Buffer => createHmac("sha256", key).update(data).digest()
  const made = {
    importKey: async (_format: string, bytes: Uint8Array) => bytes,
    sign: async (_name: string, key: Uint8Array, data: Uint8Array) => Uint8Array.from(sign(key, data)).buffer,
    verify: async (_name: string, key: Uint8Array, signature: Uint8Array, data: Uint8Array) => {
      const expected = sign(key, data)
      return expected.length === signature.length && timingSafeEqual(expected, signature)
    },
  }
  for (const [name, value] of Object.entries(made)) {
    Object.defineProperty(subtle, name, { value, configurable: true, writable: true })
  }
  return {
    [Symbol.dispose]: () => {
      for (const name of Object.keys(made)) Reflect.deleteProperty(subtle, name)
    },
  }
}

import { WriteRefused } from "@millrace/runtime/journal"
import type { Fault, FaultHook } from "@millrace/runtime/journal"
import { between, pick } from "../../equivalence/chance.ts"
import type { Chance } from "../../equivalence/chance.ts"

/** How often what happens to writes, and how many of them at most: there is a world in which disks work. */
export interface FaultRates {
  readonly refused: number
  readonly crashed: number
  readonly dropped: number
  readonly delayed: number
  readonly longestDelayMs: number
  readonly most: number
}

/** Draws how bad a disk is. */
export function drawRates(chance: Chance): FaultRates {
  return {
    refused: pick(chance, [0, 0.01, 0.05, 0.15]),
    crashed: pick(chance, [0, 0.005, 0.02, 0.05]),
    dropped: pick(chance, [0, 0, 0.01]),
    delayed: pick(chance, [0, 0.1, 0.5, 0.9]),
    longestDelayMs: pick(chance, [1, 5, 30, 400]),
    most: between(chance, 4, 25),
  }
}

/** What happens to the writes of a process. */
export interface DrawnFaults {
  readonly hook: FaultHook
  /** A write has been handed over: with one that is refused all are that were handed over before that was known. */
  readonly onHanded: () => void
  /** Whoever has handed a write over that was refused is told so. */
  readonly onTold: () => void
  /** When a write was refused last. */
  readonly refusedMs: () => number
}

/** Who is told of a fault. */
export interface FaultParts {
  readonly chance: Chance
  readonly rates: FaultRates
  readonly nowMs: () => number
  /** Whether a fault may happen still; counts it. */
  readonly take: (what: string) => boolean
  readonly onCrash: () => void
  readonly onDrop: () => void
}

/** Draws what happens to each write of one process. */
export function drawFaults({ chance, rates, nowMs, take, onCrash, onDrop }: FaultParts): DrawnFaults {
  const refusal: Fault = { kind: "fail", error: new WriteRefused({ file: "in memory", problem: "disk-full" }) }
  let [handed, refusedUntil, refusedMs] = [0, 0, -Infinity]
  /** How many have not been told that their write was refused: what they hand over until then relies on it. */
  let untold = 0
  const refuse = (): Fault => {
    untold += 1
    refusedMs = nowMs()
    return refusal
  }
  const hook: FaultHook = ({ number, operation }) => {
    const { refused, crashed, dropped, delayed, longestDelayMs } = rates
    if (number <= refusedUntil) return refuse()
    const drawn = chance()
    if (drawn < refused && take(`refuses '${operation}'`)) {
      refusedUntil = handed
      return refuse()
    }
    if (drawn < refused + crashed && take(`dies of '${operation}'`)) {
      onCrash()
      return { kind: "crash", when: chance() < 0.5 ? "before" : "after" }
    }
    if (drawn < refused + crashed + dropped && take(`never answers '${operation}'`)) {
      onDrop()
      return { kind: "drop" }
    }
    return chance() < delayed ? { kind: "delay", delayMs: between(chance, 1, longestDelayMs) } : undefined
  }
  const onHanded = (): void => {
    handed += 1
    if (untold > 0) refusedUntil = handed
  }
  const onTold = (): void => {
    if (untold > 0) untold -= 1
  }
  return { hook, onHanded, onTold, refusedMs: () => refusedMs }
}

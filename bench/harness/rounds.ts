import { costOf } from "./statistics.ts"
import type { Cost } from "./statistics.ts"

/** Does one run with one of its inputs; the number says which. */
export type Run = (turn: number) => Promise<unknown>

export interface RoundOptions {
  readonly rounds: number
  readonly millisPerRound: number
}

/**
 * Measures ways to do the same in interleaved rounds.
 *
 * **Details**
 *
 * Each round gives every way its slice of time, in turn, after a collection of garbage where that can be asked for, so that
 * nobody pays for what another has left. Two rounds before the first are not counted. What counts is the processor time of
 * this thread, which other processes of the machine cannot take away.
 */
export async function measureRounds(
  ways: ReadonlyMap<string, Run>,
  { rounds, millisPerRound }: RoundOptions,
): Promise<ReadonlyMap<string, Cost>> {
  const slices = new Map<string, Slice>()
  for (const [name, run] of ways) {
    const batch = await batchSize(run, millisPerRound / 10)
    slices.set(name, { run, batch, micros: [] })
  }
  for (let round = -2; round < rounds; round++) {
    for (const { run, batch, micros } of slices.values()) {
      globalThis.gc?.({ type: "minor" })
      const cost = await microsARun(run, batch, millisPerRound)
      if (round >= 0) micros.push(cost)
    }
  }
  return new Map([...slices].map(([name, { micros }]) => [name, costOf(micros)]))
}

interface Slice {
  readonly run: Run
  readonly batch: number
  readonly micros: Array<number>
}

async function microsARun(run: Run, batch: number, millis: number): Promise<number> {
  const start = threadMicros()
  let runs = 0
  let elapsed = 0
  while (elapsed < millis * 1_000) {
    for (let i = 0; i < batch; i++) await run(i)
    runs += batch
    elapsed = threadMicros() - start
  }
  return elapsed / runs
}

function threadMicros(): number {
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** How many runs take about this long, so that the clock is read seldom. */
async function batchSize(run: Run, millis: number): Promise<number> {
  for (let size = 1; ; size *= 2) {
    const start = threadMicros()
    for (let i = 0; i < size; i++) await run(i)
    if (threadMicros() - start >= millis * 1_000) return size
  }
}

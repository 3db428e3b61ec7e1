import type * as slice from "./slice.ts"
import type { Run } from "./slice.ts"

export type { Run }

export interface RoundOptions {
  readonly rounds: number
  readonly millisPerRound: number
}

interface Way {
  readonly run: Run
  readonly batch: number
  readonly microsARun: typeof slice.microsARun
  readonly micros: Array<number>
}

/**
 * Measures ways to do the same in interleaved rounds, and gives what a run of each cost in each round, in microseconds.
 *
 * **Details**
 *
 * Each round gives every way its slice of time, in turn, after a collection of young garbage, so that nobody pays for what
 * another has left. Two rounds before the first are not counted. What counts is the processor time of this thread, which
 * other processes of the machine cannot take away.
 *
 * Each way is called from a loop of its own: one loop for all would be compiled for none of them. A full collection between
 * slices would throw away what has been compiled.
 */
export async function measureRounds(
  runs: ReadonlyMap<string, Run>,
  { rounds, millisPerRound }: RoundOptions,
): Promise<ReadonlyMap<string, ReadonlyArray<number>>> {
  const ways = new Map<string, Way>()
  for (const [name, run] of runs) {
    const { microsARun, batchSize } = await ownSlice(ways.size)
    ways.set(name, { run, microsARun, batch: await batchSize(run, millisPerRound / 10), micros: [] })
  }
  for (let round = -2; round < rounds; round++) {
    for (const { run, batch, microsARun, micros } of ways.values()) {
      globalThis.gc?.({ type: "minor" })
      const cost = await microsARun(run, batch, millisPerRound)
      if (round >= 0) micros.push(cost)
    }
  }
  return new Map([...ways].map(([name, { micros }]) => [name, micros]))
}

/** A module is loaded once for each address, and so are its functions. */
async function ownSlice(index: number): Promise<typeof slice> {
  // The address is made here, from that of the module whose types it has.
  return (await import(`./slice.ts?way=${index}`)) as typeof slice
}

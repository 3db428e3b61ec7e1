// Says whether runs leave anything behind: the heap after many runs, and values that nobody reads any more.
import { setImmediate } from "node:timers/promises"
import * as lifetimes from "./lifetimes/lifetimes.runner.ts"
import { machine } from "./harness/machine.ts"
import { median } from "./harness/statistics.ts"
import { aligned } from "./harness/table.ts"
import { emitted } from "./works/contestants.ts"
import { works } from "./works/works.ts"
import type { Kind } from "./works/works.ts"

const runs = 100_000
const blocks = 4
/** Half of the smallest object there is. Runs of some work are noise of this size, whatever they run. */
const mostBytesARun = 8

const collect = globalThis.gc
if (collect === undefined) throw new Error("needs --expose-gc")

console.log(machine())
const rows = [...(await retained(collect)), ...(await collected())]
console.log(aligned([["", "found", "at most", "met"], ...rows.map(({ cells }) => cells)]).join("\n"))
process.exit(rows.every(({ met }) => met) ? 0 : 1)

interface Row {
  readonly cells: ReadonlyArray<string>
  readonly met: boolean
}

function row(what: string, [found, most]: readonly [number, number], unit: string): Row {
  const met = found <= most
  return { cells: [what, `${found} ${unit}`, `${most} ${unit}`, met ? "yes" : "no"], met }
}

/** What runs of each work leave on the heap. */
async function retained(gc: () => void): Promise<ReadonlyArray<Row>> {
  const kinds: ReadonlyArray<Kind> = ["values", "promises", "effects"]
  const rows: Array<Row> = []
  for (const kind of kinds) {
    const runsOfKind = await emitted.load(kind)
    for (const { name, label, cases } of Object.values(works)) {
      // A work's inputs are those of its own run; the pair is lost in the union.
      const run = runsOfKind[name] as (input: unknown) => Promise<unknown>
      const many = async (count: number): Promise<void> => {
        for (let turn = 0; turn < count; turn++) await run(cases[turn & 3]?.input)
      }
      const settled = async (): Promise<number> => {
        await setImmediate()
        gc()
        gc()
        return process.memoryUsage().heapUsed
      }
      await many(10_000)
      const grown: Array<number> = []
      let before = await settled()
      for (let block = 0; block < blocks; block++) {
        await many(runs / blocks)
        const after = await settled()
        grown.push((after - before) / (runs / blocks))
        before = after
      }
      const left = Math.round(Math.max(0, median(grown)) * 100) / 100
      rows.push(row(`left on the heap by a run of ${label} with ${kind}, of ${runs}`, [left, mostBytesARun], "bytes"))
    }
  }
  return rows
}

/** How many values are still there when their last reader has run. */
async function collected(): Promise<ReadonlyArray<Row>> {
  const rows: Array<Row> = []
  for (const [name, runner] of Object.entries(lifetimes)) {
    // Most of them before the engine compiles it for speed, which lets go of unread variables by itself.
    const counts: Array<number> = []
    for (let turn = 0; turn < 200; turn++) {
      const { size, left } = await runner.run({ n: turn })
      if (size !== 1_000) throw new Error(`'${name}' has read ${size} bytes`)
      counts.push(left)
    }
    // A collection that was under way already may leave what has just become garbage.
    rows.push(row(`values left after their last reader, ${name}`, [median(counts), 0], "values"))
  }
  return rows
}

// One process that measures one work with one kind of activities, and prints the cost in each round as JSON.
import assert from "node:assert/strict"
import { besidePeers, byHand, ourWays } from "../works/contestants.ts"
import { withoutPasses } from "../works/without-passes.ts"
import { works } from "../works/works.ts"
import type { Contestant, Kind, Work, WorkName } from "../works/works.ts"
import { measureRounds } from "./rounds.ts"
import type { Run } from "./rounds.ts"

const asked = JSON.parse(process.argv[2] ?? "{}") as Asked

/** Whom runners are measured beside. */
export type Beside = "by hand" | "our ways" | "peers" | "without passes"

/** What this process is asked to measure. */
export interface Asked {
  readonly work: WorkName
  readonly kind: Kind
  readonly beside: Beside
  /** Names of contestants; all when left out. */
  readonly only?: ReadonlyArray<string>
  /** Whether all works are run before, so that code that they share has seen all of them. @default false */
  readonly mixed?: boolean
  readonly rounds: number
  readonly millisPerRound: number
}

const work = works[asked.work]
const contestants = (await contestantsOf(asked)).filter(({ name }) => asked.only?.includes(name) ?? true)
if (asked.mixed === true) await mix(contestants, asked.kind)
const ways = new Map<string, Run>()
for (const contestant of contestants) {
  const run = await verifiedRun(contestant, work, asked.kind)
  if (run !== undefined) ways.set(contestant.name, run)
}
const measured = await measureRounds(ways, asked)
console.log(JSON.stringify(Object.fromEntries(measured)))
process.exit(0)

async function contestantsOf({ beside, kind }: Asked): Promise<ReadonlyArray<Contestant>> {
  if (beside === "by hand") return byHand
  if (beside === "our ways") return ourWays
  if (beside === "without passes") return withoutPasses(kind)
  // What peers import is not installed where nobody measures them, so their types are not looked at here.
  const module: string = "../peers/peers.ts"
  const { peers } = (await import(module)) as { readonly peers: ReadonlyArray<Contestant> }
  return [...besidePeers, ...peers]
}

/** Gives the run of a contestant that has shown that it gives what it must, whatever it is given, as often as it is. */
async function verifiedRun(contestant: Contestant, { name, cases }: Work, kind: Kind): Promise<Run | undefined> {
  const runs = await contestant.load(kind)
  // A work's inputs are those of its own run; the pair is lost in the union.
  const run = runs[name] as ((input: unknown) => Promise<unknown>) | undefined
  if (run === undefined) return undefined
  for (const { input, output } of [...cases, ...cases]) {
    assert.deepEqual(await run(input), output, `'${contestant.name}' does ${name} with ${kind} wrongly`)
  }
  const inputs = cases.map(({ input }) => input)
  return (turn) => run(inputs[turn & 3])
}

async function mix(all: ReadonlyArray<Contestant>, kind: Kind): Promise<void> {
  for (const contestant of all) {
    for (const work of Object.values(works)) {
      const run = await verifiedRun(contestant, work, kind)
      if (run !== undefined) for (let turn = 0; turn < 5_000; turn++) await run(turn)
    }
  }
}

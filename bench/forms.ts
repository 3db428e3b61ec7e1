// Measures what the runtime's own forms buy, each beside what would stand in its place.
import { activity } from "@millrace/dsl/activity"
import { parallel, runner, step } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { machine } from "./harness/machine.ts"
import { measureRounds } from "./harness/rounds.ts"
import type { Run } from "./harness/rounds.ts"
import { costOf } from "./harness/statistics.ts"
import { aligned, figure } from "./harness/table.ts"

interface Count {
  readonly n: number
}

type StepOf = (at: Position, input: Count) => Effect.Effect<number>
type Block = (at: Position) => Generator<Effect.Effect<unknown>, number, never>

const nextOf: StepOf = step(
  "next",
  activity("next", (given: Count) => given.n + 1),
)
const laterOf: StepOf = step(
  "later",
  activity("later", async (given: Count) => given.n + 1),
)
const wrappedOf: StepOf = step(
  "wrapped",
  activity("wrapped", (given: Count) => Effect.promise(async () => given.n + 1)),
)
const names = ["a", "b", "c", "d", "e", "f", "g", "h"] as const

/** What a step with a value gives; it is no part of what the runtime exports. */
const { ready } = (await import(new URL("../packages/runtime/dist/runner/ready.js", import.meta.url).href)) as {
  readonly ready: (value: number) => Exit.Exit<number>
}

const forms: Readonly<Record<string, Readonly<Record<string, Run>>>> = {
  "ten values": {
    "that `yield*` takes at once": async () => driven(tenExits(ready)),
    "in effect's own `Exit`": async () => driven(tenExits(Exit.succeed)),
  },
  "ten promises": {
    "waited for natively": running(tenSteps(laterOf)),
    "in an Effect each": running(tenSteps(wrappedOf)),
  },
  "eight values at once": {
    "begun one after the other": running(function* (at) {
      const found = yield* parallel(at, Object.fromEntries(names.map((name, n) => [name, begin(n)])))
      return Object.keys(found).length
    }),
    "with `Effect.all`": running(function* (at) {
      const steps = names.map((_, n) => Effect.suspend(() => nextOf(at, { n })))
      const found = yield* Effect.all(steps, { concurrency: "unbounded" })
      return found.length
    }),
  },
}

console.log(machine())
const rows: Array<ReadonlyArray<string>> = [["", "µs (min to max)"]]
for (const [what, ways] of Object.entries(forms)) {
  const measured = await measureRounds(new Map(Object.entries(ways)), { rounds: 15, millisPerRound: 25 })
  for (const [way, micros] of measured) {
    const { median, min, max } = costOf(micros)
    rows.push([`${what} ${way}`, `${figure(median)} (${figure(min)} to ${figure(max)})`])
  }
}
console.log(aligned(rows).join("\n"))
process.exit(0)

function begin(n: number): (at: Position) => Effect.Effect<number> {
  return (at) => nextOf(at, { n })
}

function tenSteps(next: StepOf): Block {
  return function* (at) {
    let n = 0
    for (let count = 0; count < 10; count++) n = yield* next(at, { n })
    return n
  }
}

function running(body: Block): Run {
  const { run } = runner({ plan: { name: "form", digest: "", steps: [] }, body })
  return () => run(undefined)
}

function* tenExits(exitOf: (value: number) => Exit.Exit<number>): ReturnType<Block> {
  let n = 0
  for (let count = 0; count < 10; count++) n = yield* exitOf(n + 1)
  return n
}

/** Drives a block whose steps have all ended, as the runtime does. */
function driven(block: Iterator<Effect.Effect<unknown>, number, unknown>): number {
  let sent: unknown
  for (;;) {
    const { done, value } = block.next(sent)
    if (done === true) return value
    sent = Exit.isExit(value) && value._tag === "Success" ? value.value : undefined
  }
}

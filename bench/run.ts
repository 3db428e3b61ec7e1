// Measures what a run costs: the emitted runner and the interpreter beside the same work written by hand, in one
// process, in interleaved rounds. Prints medians with minimum and maximum, and the ratio to async functions.
import { interpret } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as flows from "./works/blocks.flow.ts"
import * as runners from "./works/blocks.runner.ts"
import * as byHand from "./works/by-hand.ts"
import * as sequenceFlows from "./works/sequence.flow.ts"
import * as sequenceRunners from "./works/sequence.runner.ts"

type Run = (input: { readonly n: number }) => Promise<number>

interface Work {
  readonly name: string
  readonly ways: Readonly<Record<string, Run>>
}

const rounds = 9
const millisPerRound = 120

const works: ReadonlyArray<Work> = [
  work("10 steps in a row", byHand.sequence, sequenceRunners.sequence.run, interpret(sequenceFlows.sequence).run),
  work(
    "10 steps in a row, Promises",
    byHand.sequenceLater,
    sequenceRunners.sequenceLater.run,
    interpret(sequenceFlows.sequenceLater).run,
  ),
  work("3 steps, 8 at once, 2", byHand.fanOut, runners.fanOut.run, interpret(flows.fanOut).run),
  work("a loop of 100", byHand.hundredTimes, runners.hundredTimes.run, interpret(flows.hundredTimes).run),
  work("2 steps and a match", byHand.decision, runners.decision.run, interpret(flows.decision).run),
]

for (const each of works) await measure(each)

function work(name: string, hand: byHand.ByHand, emitted: Run, interpreted: Run): Work {
  return {
    name,
    ways: {
      "async functions": hand.async,
      "Effect.gen": (input) => Effect.runPromise(hand.effect(input)),
      "emitted runner": (input) => emitted(input),
      interpreter: (input) => interpreted(input),
    },
  }
}

async function measure({ name, ways }: Work): Promise<void> {
  const outputs = await Promise.all(Object.values(ways).map((run) => run({ n: 5 })))
  if (new Set(outputs).size !== 1) throw new Error(`'${name}' gives different outputs: ${outputs.join(", ")}`)
  const costs = new Map<string, Array<number>>(Object.keys(ways).map((way) => [way, []]))
  for (let round = -1; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const cost = await microsARun(run)
      if (round >= 0) costs.get(way)?.push(cost)
    }
  }
  console.log(`\n${name}`)
  const base = median(costs.get("async functions") ?? [])
  for (const [way, all] of costs) {
    const middle = median(all)
    const range = `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`
    console.log(
      `  ${way.padEnd(16)} ${middle.toFixed(2).padStart(8)} µs  (${range})  ${(middle / base).toFixed(2).padStart(6)} ×`,
    )
  }
}

async function microsARun(run: Run): Promise<number> {
  const start = performance.now()
  let runs = 0
  while (performance.now() - start < millisPerRound) {
    for (let i = 0; i < 100; i++) await run({ n: i })
    runs += 100
  }
  return ((performance.now() - start) * 1000) / runs
}

function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

import { parseArgs } from "node:util"
import { simulateEngine } from "./engine-simulation/simulate-engine.ts"

/**
 * Runs whole engines with their clients on a clock of their own, while writes are refused, delayed or lost, and processes die:
 * `node test/reliability/engine-simulation.ts --runs 100 --seed 1`.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    /** Prints what happens. */
    trace: { type: "boolean", default: false },
  },
})

const first = Number(options.seed)
const startedAt = performance.now()
let [executions, processes, faults, different] = [0, 0, 0, 0]
const broken: Array<string> = []
for (let number = 0; number < Number(options.runs); number++) {
  const seed = first + number
  const simulated = await simulateEngine(seed)
  executions += simulated.executions
  processes += simulated.processes
  faults += simulated.faults
  if (options.trace) console.log(simulated.trace.join("\n"))
  // The same seed is the same run.
  if (number % 20 === 0) {
    const again = await simulateEngine(seed)
    if (JSON.stringify(again.trace) !== JSON.stringify(simulated.trace)) {
      different += 1
      const index = again.trace.findIndex((each, at) => each !== simulated.trace[at])
      console.error(`seed ${seed} differs at ${index}: ${simulated.trace[index]} | ${again.trace[index]}`)
    }
  }
  if (simulated.broken.length > 0) broken.push(`seed ${seed}:\n  ${simulated.broken.join("\n  ")}`)
}
for (const each of broken.slice(0, 10)) console.error(each)
const seconds = (performance.now() - startedAt) / 1_000
console.log(
  `${options.runs} engines, ${executions} executions, ${processes} processes, ${faults} faults, ${different} traces differed, ${broken.length} with a promise broken, in ${seconds.toFixed(0)} s (${((60 * Number(options.runs)) / seconds).toFixed(0)} a minute), seed ${options.seed}`,
)
process.exitCode = broken.length + different === 0 && faults > 0 ? 0 : 1

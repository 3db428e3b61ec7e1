import { parseArgs } from "node:util"
import { printPrograms } from "../equivalence/print-program.ts"
import { emittedOfSeeds, programsOfSeeds } from "./simulation/programs.ts"
import { simulate } from "./simulation/simulate.ts"

/**
 * Runs random programs under random schedules of refused writes, crashes and set-aside waits, on a clock of their own:
 * `node test/reliability/simulation.ts --programs 100 --schedules 20 --seed 1`, with `--emitted` the compiler's runners.
 */
const { values: options } = parseArgs({
  options: {
    programs: { type: "string", default: "100" },
    /** How many schedules of each program. */
    schedules: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    /** What the compiler emits in the place of the interpreter. */
    emitted: { type: "boolean", default: false },
  },
})

const first = Number(options.seed)
const startedAt = performance.now()
let [schedules, lives, faults, different] = [0, 0, 0, 0]
const broken: Array<string> = []
const given = options.emitted ? emittedOfSeeds : programsOfSeeds
for (const each of await given(first, Number(options.programs))) {
  for (let number = 0; number < Number(options.schedules); number++) {
    const run = each.runs[number % each.runs.length]
    if (run === undefined) continue
    const seed = first * 1_000 + number
    const simulated = await simulate(each, run, seed)
    schedules += 1
    lives += simulated.lives
    faults += simulated.faults
    // The same seed is the same schedule.
    if (number === 0 && JSON.stringify((await simulate(each, run, seed)).trace) !== JSON.stringify(simulated.trace)) {
      different += 1
    }
    if (simulated.broken.length === 0) continue
    broken.push(`${printPrograms([each.program])}\n${JSON.stringify({ run, seed })}\n${simulated.broken.join("\n")}`)
  }
}
for (const each of broken.toSorted((a, b) => a.length - b.length).slice(0, 3)) console.error(`${each}\n`)
const seconds = (performance.now() - startedAt) / 1_000
console.log(
  `${schedules} schedules of ${options.programs} programs, ${lives} lives, ${faults} faults, ${different} traces differed, ${broken.length} with a promise broken, in ${seconds.toFixed(0)} s (${((60 * schedules) / seconds).toFixed(0)} a minute), seed ${options.seed}`,
)
process.exitCode = broken.length + different === 0 && faults > 0 ? 0 : 1

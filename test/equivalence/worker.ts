import { checkPrograms } from "./check-programs.ts"
import { regressionCases } from "./regressions.ts"
import { casesOfSeeds } from "./seeds.ts"

/**
 * Checks programs in a process of its own, and prints the report as JSON: `node worker.ts seeds 1 500`, the programs of so
 * many seeds from the first one, or `node worker.ts regressions`.
 */
const [kind, first, count] = process.argv.slice(2)
const cases = kind === "regressions" ? regressionCases() : casesOfSeeds(Number(first), Number(count))
console.log(JSON.stringify(await checkPrograms(cases, `${kind}-${process.pid}`)))

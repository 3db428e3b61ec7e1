import { checkInProcess, mergeReports } from "./check-in-process.ts"
import { keepRegression } from "./regressions.ts"

/**
 * Checks many random programs in all ways to run them: `node test/equivalence/many.ts 100000 1`.
 *
 * The arguments are how many programs there are, and the first seed. Every program that differs is made small and kept
 * among the regressions; it ends after the first ones.
 */
const [wanted = "100000", firstSeed = "1"] = process.argv.slice(2)
const inOneProcess = 500
const processesAtOnce = 2

let next = Number(firstSeed)
const end = next + Number(wanted)
let total = { programs: 0, runs: 0, modelled: 0 }
while (next < end) {
  const jobs = Array.from({ length: processesAtOnce }, (_, index) => {
    const first = next + index * inOneProcess
    return { first, count: Math.min(inOneProcess, end - first) }
  }).filter(({ count }) => count > 0)
  next += processesAtOnce * inOneProcess
  const { programs, runs, modelled, refused, found } = mergeReports(await Promise.all(jobs.map(checkInProcess)))
  total = {
    programs: total.programs + programs,
    runs: total.runs + runs,
    modelled: total.modelled + modelled,
  }
  console.log(`${total.programs} programs, ${total.runs} runs, ${total.modelled} of them in the model`)
  for (const each of refused) console.error(each)
  for (const each of found) console.error(`${each.description}\nkept in ${keepRegression(each)}`)
  if (refused.length + found.length > 0) process.exit(1)
}

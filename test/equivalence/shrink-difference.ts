import type { Difference } from "./compare-program.ts"
import { compareProgram } from "./compare-program.ts"
import { compilePrograms } from "./compile-programs.ts"
import { shrinkings } from "./shrink-program.ts"

const triedAtOnce = 24
/** Each takes some milliseconds to compile; what is not small by then is shown as it is. */
const mostTried = 2_400

/** Makes the program of a difference smaller as long as it still differs. */
export async function shrinkDifference(difference: Difference, name: string): Promise<Difference> {
  let smallest = difference
  let tried = 0
  let untried = shrinkings(smallest.program)
  while (untried.length > 0 && tried < mostTried) {
    const candidates = untried.slice(0, triedAtOnce)
    const smaller = await firstThatDiffers(candidates, smallest, `${name}-${tried}`)
    tried += candidates.length
    if (smaller !== undefined) smallest = smaller
    untried = smaller === undefined ? untried.slice(triedAtOnce) : shrinkings(smaller.program)
  }
  return smallest
}

async function firstThatDiffers(
  candidates: ReturnType<typeof shrinkings>,
  { run }: Difference,
  name: string,
): Promise<Difference | undefined> {
  const { compiled } = await compilePrograms(
    candidates.map((each) => [each]),
    name,
  )
  for (const each of compiled) {
    const { difference } = await compareProgram(each, [run])
    if (difference !== undefined) return difference
  }
  return undefined
}

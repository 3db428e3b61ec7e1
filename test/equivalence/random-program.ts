import { between, makeChance, perhaps, pick } from "./chance.ts"
import type { Chance } from "./chance.ts"
import { features } from "./features.ts"
import type { Block, Program, ProgramOptions } from "./program.ts"
import { randomRetry } from "./random-options.ts"
import { randomBlock } from "./random-verb.ts"
import type { Place, Writing } from "./random-place.ts"

const strangeNames = (
  "class toString a-b constructor é at effect yield runner step 0 12 plus five picky list Schema flow " +
  "label then await hasOwnProperty a.b c[0] scope undefined num name length b"
).split(" ")

/** Gives the random workflow of a seed. */
export function randomProgram(seed: number): Program {
  const chance = makeChance(seed)
  const size = chance() < 0.15 ? between(chance, 15, 40) : between(chance, 1, 14)
  return randomFlow(chance, `flow${seed}`, { size, withChildren: true, canBeSignalled: true })
}

/** Gives a random workflow of at most so many verbs. */
function randomFlow(
  chance: Chance,
  name: string,
  {
    size,
    withChildren,
    canBeSignalled,
  }: { readonly size: number; readonly withChildren: boolean; readonly canBeSignalled: boolean },
): Program {
  const options = randomProgramOptions(chance)
  const isConcurrent = options.schedule === "dataflow"
  let children = 0
  const writing: Writing = {
    chance,
    strange: strangeNames.filter(() => chance() < 0.25),
    left: size,
    canBeSignalled,
    theme: pick(chance, ["anything", "anything", "together", "saga", "late", "late", "waiting", "shared"] as const),
    child: withChildren
      ? ({ isLooped }) => {
          children += 1
          const size = between(chance, 1, 4)
          return randomFlow(chance, `${name}_${children}`, { size, withChildren: false, canBeSignalled: !isLooped })
        }
      : undefined,
  }
  const scope = ["input", ...(options.vars === undefined ? [] : ["vars"])]
  const place: Place = { scope, depth: 0, isConcurrent, isRepeated: false, isLooped: false, inSaga: false }
  const block = randomBlock(writing, place, { most: size })
  const isNumber = block.returns !== undefined && chance() < 0.3
  return { name, options: isNumber ? { ...options, output: "number" } : options, body: withReturns(block) }
}

/** What a workflow returns is its whole scope, unless it says something else. */
function withReturns({ verbs, returns }: Block): Block {
  return returns === undefined ? { verbs } : { verbs, returns }
}

function randomProgramOptions(chance: Chance): ProgramOptions {
  return {
    ...perhaps(chance, 0.3, () => ({ vars: pick(chance, ["constant", "computed"] as const) })),
    ...perhaps(chance, 0.2, () => ({ concurrency: between(chance, 1, 3) })),
    ...perhaps(chance, 0.1, () => ({ timeout: between(chance, 20_000, 300_000) })),
    ...perhaps(chance, 0.2, () => ({ retry: randomRetry(chance, []) })),
    ...perhaps(chance, features.dataflow ? 0.15 : 0, () => ({ schedule: "dataflow" as const })),
    ...perhaps(chance, features.sla ? 0.1 : 0, () => ({ sla: between(chance, 5_000, 200_000) })),
  }
}

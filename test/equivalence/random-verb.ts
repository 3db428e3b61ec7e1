import { behaviours } from "./behaviours.ts"
import { between, pick } from "./chance.ts"
import type { Block, NamedBlock, Reading, Verb } from "./program.ts"
import { namesOf } from "./inner-blocks.ts"
import { randomStepOptions } from "./random-options.ts"
import { nestingVerbs } from "./random-nesting.ts"
import type { Place, Writing } from "./random-place.ts"
import { freshName, withNames } from "./random-place.ts"
import { randomReading } from "./random-reading.ts"
import { waitingVerbs } from "./random-waiting.ts"

/** Writes a verb. */
export type WriteVerb = (writing: Writing, place: Place) => Verb

const depthLimit = 4

/** Gives a random block of one or more verbs. */
export function randomBlock(
  writing: Writing,
  outer: Place,
  { most, mustReturn = false }: { readonly most: number; readonly mustReturn?: boolean },
): Block {
  const { chance } = writing
  const count = most > 4 ? most : between(chance, 1, most)
  const verbs: Array<Verb> = []
  let place = outer
  while (verbs.length < count && (verbs.length === 0 || writing.left > 0)) {
    writing.left -= 1
    const verb = randomVerb(writing, place)
    verbs.push(verb)
    place = withNames(place, namesOf(verb))
  }
  const returns = mustReturn || chance() < 0.25
  return { verbs, ...(returns ? { returns: randomReading(chance, place.scope, { isWrapped: false }) } : {}) }
}

/** Gives random blocks under names: branches or nodes, which may run at the same time. */
export function randomBranches(
  writing: Writing,
  place: Place,
  names: ReadonlyArray<string>,
): ReadonlyArray<NamedBlock> {
  return names.map((name) => ({ name, block: randomBlock(writing, place, { most: 3 }) }))
}

/** Gives the place inside a block of a verb. */
export function inside(place: Place, names: ReadonlyArray<string> = []): Place {
  return { ...withNames(place, names), depth: place.depth + 1 }
}

/** Gives a mapping at a place. */
export function reading({ chance }: Writing, { scope }: Place, isWrapped = true): Reading {
  return randomReading(chance, scope, { isWrapped })
}

function randomVerb(writing: Writing, place: Place): Verb {
  const { chance } = writing
  const roll = chance()
  const canNest = place.depth < depthLimit && writing.left > 0
  const waiting = writing.theme === "waiting" ? 0.3 : 0.07
  if (canNest && roll < 0.45) return pick(chance, nestingVerbs(writing.theme))(writing, place)
  if (roll > 0.92 - waiting && roll < 0.92) return pick(chance, waitingVerbs(writing))(writing, place)
  return roll < 0.92 ? step(writing, place) : constant(writing, place)
}

const step: WriteVerb = (writing, place) => {
  const { chance } = writing
  const name = freshName(writing, place)
  // A step without a mapping has no options.
  if (chance() < 0.04) return { kind: "step", name, activity: "survey", options: {} }
  const activity = pick(chance, writing.theme === "late" ? lateActivities : activitiesAt(place))
  const options = randomStepOptions(writing, place, { name, activity })
  return { kind: "step", name, activity, reading: reading(writing, place, false), options }
}

/** Activities that take their time: those that can be undone, and some that fail meanwhile. */
const lateActivities = "hold hold rent rent seize book posted fetched slow careful falling".split(" ")

/** The activities that have a defined order at a place. */
function activitiesAt({ isConcurrent }: Place): ReadonlyArray<string> {
  return Object.entries(behaviours)
    .filter(([, { waits }]) => !isConcurrent || waits !== "moment")
    .map(([name]) => name)
    .filter((name) => !["guessed", "survey", "undo", "revoke"].includes(name))
}

const constant: WriteVerb = (writing, place) => ({
  kind: "let",
  name: freshName(writing, place),
  reading: reading(writing, place),
  shape: pick(writing.chance, ["number", "number", "list", "record", "text", "nothing", "maybe"] as const),
})

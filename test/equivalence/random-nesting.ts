import { between, perhaps, pick } from "./chance.ts"
import { tagsOf } from "./failure-tags.ts"
import { features } from "./features.ts"
import type { GraphPart } from "./program.ts"
import { randomTogether } from "./random-options.ts"
import type { Place, Theme, Writing } from "./random-place.ts"
import { freshName, withNames } from "./random-place.ts"
import type { WriteVerb } from "./random-verb.ts"
import { inside, randomBlock, randomBranches, reading } from "./random-verb.ts"

const parallel: WriteVerb = (writing, place) => {
  const { chance } = writing
  const options = randomTogether(writing, place)
  const taken = withNames(place, options.summary === undefined ? [] : [options.summary])
  const names = freshNames(writing, taken, between(chance, 1, 4))
  const isConcurrent = place.isConcurrent || (options.concurrency !== 1 && names.length > 1)
  return { kind: "parallel", branches: randomBranches(writing, { ...inside(place), isConcurrent }, names), options }
}

const race: WriteVerb = (writing, place) => {
  const { chance } = writing
  const name = freshName(writing, place)
  const names = freshNames(writing, place, between(chance, 1, 3))
  const isConcurrent = place.isConcurrent || names.length > 1
  return { kind: "race", name, branches: randomBranches(writing, { ...inside(place), isConcurrent }, names) }
}

const graph: WriteVerb = (writing, place) => {
  const { chance } = writing
  const names = freshNames(writing, place, between(chance, 1, 5))
  const nodes = names.map((name, index): GraphPart => {
    const needs = names.slice(0, index).filter(() => chance() < 0.4)
    const within: Place = { ...inside(place), isConcurrent: place.isConcurrent || names.length > 1 }
    return { name, needs, block: randomBlock(writing, withNames(within, needs), { most: 3 }) }
  })
  return { kind: "graph", nodes, ...perhaps(chance, 0.3, () => ({ concurrency: between(chance, 1, 3) })) }
}

const when: WriteVerb = (writing, place) => ({
  kind: "when",
  name: freshName(writing, place),
  test: reading(writing, place),
  then: randomBlock(writing, inside(place), { most: 3 }),
  ...perhaps(writing.chance, 0.5, () => ({ otherwise: randomBlock(writing, inside(place), { most: 3 }) })),
})

const match: WriteVerb = (writing, place) => {
  const isPartial = writing.chance() < 0.4
  const cases = randomBranches(writing, inside(place), isPartial ? ["a"] : pick(writing.chance, orders))
  return {
    kind: "match",
    name: freshName(writing, place),
    on: reading(writing, place),
    cases,
    ...(isPartial ? { otherwise: randomBlock(writing, inside(place), { most: 3 }) } : {}),
  }
}

const orders = [
  ["a", "b", "c"],
  ["c", "a", "b"],
]

const loop: WriteVerb = (writing, place) => {
  const { chance } = writing
  return {
    kind: "loop",
    name: freshName(writing, place),
    initial: reading(writing, place),
    body: randomBlock(
      writing,
      { ...inside(place, ["state", "iteration"]), isLooped: true },
      { most: 3, mustReturn: true },
    ),
    test: pick(chance, ["until", "while"] as const),
    bound: between(chance, 5, 50),
    max: between(chance, 1, 4),
    ...perhaps(chance, 0.6, () => ({ onExhausted: pick(chance, ["continue", "continue", "fail"] as const) })),
  }
}

const forEach: WriteVerb = (writing, place) => {
  const { chance } = writing
  const options = randomTogether(writing, place)
  const taken = withNames(place, options.summary === undefined ? [] : [options.summary])
  const name = freshName(writing, taken)
  const isRepeated = (options.concurrency ?? 1) !== 1
  const within: Place = {
    ...inside(place, ["item", "index"]),
    isConcurrent: place.isConcurrent || isRepeated,
    isRepeated: place.isRepeated || isRepeated,
    isLooped: true,
  }
  return {
    kind: "forEach",
    name,
    items: reading(writing, place),
    body: randomBlock(writing, within, { most: 3 }),
    options,
    ...perhaps(chance, 0.3, () => ({ key: chance() < 0.9 ? ("unique" as const) : ("clash" as const) })),
  }
}

const attempt: WriteVerb = (writing, place) => {
  const { chance } = writing
  const name = freshName(writing, place)
  const body = randomBlock(writing, inside(place), { most: 3 })
  const handled = [...tagsOf(body)].filter(() => chance() < 0.7)
  return { kind: "try", name, body, handlers: randomBranches(writing, inside(place, ["error"]), handled) }
}

const saga: WriteVerb = (writing, place) => ({
  kind: "saga",
  name: freshName(writing, place),
  body: randomBlock(writing, { ...inside(place), inSaga: true }, { most: 4 }),
})

const using: WriteVerb = (writing, place) => ({
  kind: "use",
  name: freshName(writing, place),
  resource: resourceAt(writing, place),
  body: randomBlock(writing, inside(place, ["resource"]), { most: 3 }),
})

function resourceAt({ chance }: Writing, { isConcurrent, isRepeated }: Place): string {
  if (isRepeated) return "lamp"
  // A gate is acquired by a promise that takes no time.
  return pick(chance, isConcurrent ? ["lamp", "door"] : ["lamp", "door", "gate"])
}

const child: WriteVerb = (writing, place) => {
  const program = writing.child?.(place)
  if (program === undefined) return when(writing, place)
  return { kind: "child", name: freshName(writing, place), program, reading: reading(writing, place) }
}

/** The verbs that have blocks in them. */
export function nestingVerbs(theme: Theme): ReadonlyArray<WriteVerb> {
  const ordinary = [parallel, race, when, match, loop, forEach, attempt, using, child, ...graphs, ...sagas]
  // What has an order of its own to keep is written more often.
  const often = [parallel, race, forEach, attempt, attempt, ...graphs, ...sagas]
  return [...ordinary, ...often, ...themes[theme]]
}

const graphs: ReadonlyArray<WriteVerb> = features.graph ? [graph] : []
const sagas: ReadonlyArray<WriteVerb> = features.saga ? [saga] : []

const themes: { readonly [Name in Theme]: ReadonlyArray<WriteVerb> } = {
  anything: [],
  together: [parallel, race, forEach, parallel, race, forEach, using, ...graphs, ...graphs],
  saga: [...sagas, ...sagas, ...sagas, ...sagas, attempt, parallel, race, using],
  late: [
    ...sagas,
    ...sagas,
    ...sagas,
    ...sagas,
    ...sagas,
    ...sagas,
    attempt,
    attempt,
    attempt,
    race,
    race,
    race,
    race,
    parallel,
    forEach,
  ],
  waiting: [race, parallel],
  shared: [parallel, forEach],
}

function freshNames(writing: Parameters<WriteVerb>[0], place: Place, count: number): ReadonlyArray<string> {
  let names: ReadonlyArray<string> = []
  while (names.length < count) {
    const name = freshName(writing, withNames(place, names))
    // TypeScript takes the type of such a property from `Object`, whatever the record is.
    if (!(name in Object.prototype)) names = [...names, name]
  }
  // Where a record has names that are whole numbers, they come first, whatever is written.
  return Object.keys(Object.fromEntries(names.map((name) => [name, name])))
}

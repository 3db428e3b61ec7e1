/** A source of numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export type Chance = () => number

/** Makes a source of chance. */
export function makeChance(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a random flow is written with. */
interface Writing {
  readonly chance: Chance
  /** Gives a name that nothing else in the flow has. */
  readonly freshName: () => string
}

const strangeNames = ["class", "toString", "a-b", "constructor", "é", "at", "effect", "yield", "runner", "step", "0"]
const depthLimit = 3

/** Gives the text of a random flow: every verb, three deep, mappings written in every way. */
export function randomFlow(exportName: string, chance: Chance): string {
  const strange = strangeNames.filter(() => chance() < 0.3)
  let count = 0
  const freshName = (): string => strange.pop() ?? `n${(count += 1)}`
  const options = [
    "input: Schema.Struct({ n: Schema.Number })",
    ...(chance() < 0.3 ? ["vars: ({ input }) => ({ base: input.n + 1 })"] : []),
    ...(chance() < 0.3 ? ["concurrency: 2"] : []),
    ...(chance() < 0.3 ? ["retry: { maximumAttempts: 2, initialInterval: 0 }"] : []),
  ]
  const body = verbs({ chance, freshName }, ["input"], 0)
  return `export const ${exportName} = flow("${exportName}", { ${options.join(", ")} })${body.text}\n  .returns((scope) => scope)\n`
}

interface Written {
  readonly text: string
  readonly scope: ReadonlyArray<string>
}

function verbs(writing: Writing, scope: ReadonlyArray<string>, depth: number): Written {
  const count = 1 + Math.floor(writing.chance() * (depth === 0 ? 5 : 2))
  let written: Written = { text: "", scope }
  for (let index = 0; index < count; index++) {
    const next = verb(writing, written.scope, depth)
    written = { text: `${written.text}\n${"  ".repeat(depth + 1)}${next.text}`, scope: next.scope }
  }
  return written
}

type WriteVerb = (writing: Writing, scope: ReadonlyArray<string>, depth: number) => Written

function verb(writing: Writing, scope: ReadonlyArray<string>, depth: number): Written {
  const simple: ReadonlyArray<WriteVerb> = [step, step, step, constant, sleeping]
  const nesting: ReadonlyArray<WriteVerb> = [parallel, race, when, match, loop, forEach, attempt, using, child]
  const choices = depth < depthLimit ? [...simple, ...nesting, ...nesting] : simple
  return pick(writing.chance, choices)(writing, scope, depth)
}

const step: WriteVerb = (writing, scope) => {
  const name = writing.freshName()
  const activity = pick(writing.chance, ["half", "later", "increment", "increment", "patient"])
  const options = pick(writing.chance, [
    "",
    "",
    ", { timeout: 5_000 }",
    ", { retry: { maximumAttempts: 2, initialInterval: 0 } }",
    ', { onFailure: "continue" }',
    `, { when: (scope) => ${reading(writing, scope, "scope")} % 2 === 0 }`,
  ])
  return defined(scope, name, `.step(${quoted(name)}, ${activity}, ${mapping(writing, scope)}${options})`)
}

const constant: WriteVerb = (writing, scope) => {
  const name = writing.freshName()
  return defined(scope, name, `.let(${quoted(name)}, ${mapping(writing, scope)})`)
}

const sleeping: WriteVerb = (writing, scope) => {
  const name = writing.freshName()
  const time = pick(writing.chance, ["0", `() => new Date(0)`, `(scope) => ${reading(writing, scope, "scope")} * 0`])
  return defined(scope, name, `.sleep(${quoted(name)}, ${time})`)
}

/** A race of one branch, so that its winner is always the same. */
const race: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const first = `only: (b) => b.let(${quoted(writing.freshName())}, ${mapping(writing, scope)})`
  const alone = `only: ${block(writing, scope, depth)}`
  return defined(scope, name, `.race(${quoted(name)}, { ${pick(writing.chance, [alone, first])} })`)
}

const using: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const inside = [...scope.filter((each) => each !== "resource"), "resource"]
  return defined(scope, name, `.use(${quoted(name)}, lamp, ${block(writing, inside, depth)})`)
}

const child: WriteVerb = (writing, scope) => {
  const name = writing.freshName()
  return defined(scope, name, `.child(${quoted(name)}, inner, (scope) => ({ n: ${reading(writing, scope, "scope")} }))`)
}

const parallel: WriteVerb = (writing, scope, depth) => {
  const names = Array.from({ length: 1 + Math.floor(writing.chance() * 3) }, () => writing.freshName())
  const branches = names.map((name) => `${quoted(name)}: ${block(writing, scope, depth)}`)
  const summary = writing.freshName()
  const settings = pick(writing.chance, [
    undefined,
    "{ concurrency: 1 }",
    `{ minimumSuccess: 0.5, summary: ${quoted(summary)} }`,
  ])
  const text = `.parallel({ ${branches.join(", ")} }${settings === undefined ? "" : `, ${settings}`})`
  return { text, scope: [...scope, ...names, ...(settings?.includes("summary") === true ? [summary] : [])] }
}

const when: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const otherwise = writing.chance() < 0.5 ? `, ${block(writing, scope, depth)}` : ""
  const predicate = `(scope) => ${reading(writing, scope, "scope")} % 2 === 0`
  return defined(scope, name, `.when(${quoted(name)}, ${predicate}, ${block(writing, scope, depth)}${otherwise})`)
}

const match: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const on = `(scope) => label(${reading(writing, scope, "scope")})`
  const isPartial = writing.chance() < 0.4
  const cases = (isPartial ? ["a"] : ["a", "b", "c"]).map((each) => `${each}: ${block(writing, scope, depth)}`)
  const otherwise = isPartial ? `, ${block(writing, scope, depth)}` : ""
  return defined(scope, name, `.match(${quoted(name)}, ${on}, { ${cases.join(", ")} }${otherwise})`)
}

const loop: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const inside = [...scope.filter((each) => each !== "state" && each !== "iteration"), "state", "iteration"]
  const body = verbs(writing, inside, depth + 1)
  const test = pick(writing.chance, [
    "until: (state, iteration) => state > 30 || iteration >= 2",
    "while: (state) => state < 20",
  ])
  const exhausted = pick(writing.chance, ["", ', onExhausted: "continue"'])
  const initial = mapping(writing, scope)
  const text = `.loop(${quoted(name)}, { initial: ${initial}, body: (b) => b${body.text}.returns(${mapping(writing, body.scope)}), ${test}, max: 3${exhausted} })`
  return defined(scope, name, text)
}

const forEach: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const summary = writing.freshName()
  const inside = [...scope.filter((each) => each !== "item" && each !== "index"), "item", "index"]
  const settings = pick(writing.chance, [
    "",
    ", { concurrency: 2 }",
    ', { concurrency: "unbounded", key: (item, index) => `${item}-${index}` }',
    `, { minimumSuccess: 0.5, summary: ${quoted(summary)} }`,
  ])
  const items = `(scope) => list(${reading(writing, scope, "scope")})`
  const text = `.forEach(${quoted(name)}, ${items}, ${block(writing, inside, depth)}${settings})`
  const after = defined(scope, name, text)
  return settings.includes("summary") ? { ...after, scope: [...after.scope, summary] } : after
}

const attempt: WriteVerb = (writing, scope, depth) => {
  const name = writing.freshName()
  const first = writing.freshName()
  const body = verbs(writing, [...scope, first], depth + 1)
  const start = `b.step(${quoted(first)}, half, ${mapping(writing, scope)})`
  const inside = [...scope.filter((each) => each !== "error"), "error"]
  const handler = block(writing, inside, depth)
  return defined(scope, name, `.try(${quoted(name)}, (b) => ${start}${body.text}, { Odd: ${handler} })`)
}

function block(writing: Writing, scope: ReadonlyArray<string>, depth: number): string {
  const body = verbs(writing, scope, depth + 1)
  const returns = writing.chance() < 0.4 ? `.returns(${mapping(writing, body.scope)})` : ""
  return `(b) => b${body.text}${returns}`
}

function defined(scope: ReadonlyArray<string>, name: string, text: string): Written {
  return { text, scope: [...scope, name] }
}

/** A mapping from the scope to a number, written in one of the ways that authors have. */
function mapping(writing: Writing, scope: ReadonlyArray<string>): string {
  const { chance } = writing
  const name = pick(chance, scope)
  const isPlain = /^(n\d+|input|item|index|state|iteration|error|resource)$/.test(name)
  const ways = [
    `(scope) => num(${access("scope", name)}) + 1`,
    `({ ${quoted(name)}: value }) => num(value)`,
    `(scope) => { const total = num(${access("scope", name)}); return total + 2 }`,
    `(scope) => [1, 2].map((n) => n + num(${access("scope", name)})).length + num(${reading(writing, scope, "scope")})`,
    `(scope) => num(scope)`,
    ...(isPlain ? [`({ ${name} }) => num(${name})`, `({ ${name} }) => num({ ${name}, other: [${name}] })`] : []),
  ]
  return pick(chance, ways)
}

function reading({ chance }: Writing, scope: ReadonlyArray<string>, parameter: string): string {
  return `num(${access(parameter, pick(chance, scope))})`
}

function access(object: string, name: string): string {
  return /^[a-z]\w*$/i.test(name) ? `${object}.${name}` : `${object}[${quoted(name)}]`
}

function quoted(name: string): string {
  return JSON.stringify(name)
}

function pick<Choice>(chance: Chance, choices: ReadonlyArray<Choice>): Choice {
  const choice = choices[Math.floor(chance() * choices.length)]
  if (choice === undefined && !choices.includes(choice as Choice))
    throw new RangeError("there is nothing to choose from")
  // The index is below the length, and the list is not empty.
  return choice as Choice
}

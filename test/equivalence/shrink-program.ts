import { namesOf, innerBlocks } from "./inner-blocks.ts"
import { tagsOf } from "./failure-tags.ts"
import type { Block, Program, Verb } from "./program.ts"

/** What may be left out of a program wherever it stands. */
const optional: ReadonlySet<string> = new Set(
  (
    "returns otherwise onDeadline deadline timeout retry when onFailure compensate pool rateLimit cache " +
    "key maximumSize concurrency minimumSuccess summary vars schedule sla output show assignees map " +
    "maximumAttempts initialInterval backoffCoefficient maximumInterval nonRetryable retryDefects"
  ).split(" "),
)

type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/**
 * Gives programs that are a little smaller than this one, the smallest first.
 *
 * Something is left out, or the blocks of a verb stand in its place. Mappings that then read names that are not there read
 * the input instead, and handlers of failures that cannot occur any more go too.
 */
export function shrinkings(program: Program): ReadonlyArray<Program> {
  // A program is plain data; what is left out of it is repaired.
  const smaller = [...smallerValues(program as unknown as Json)].map((each) => repaired(each as unknown as Program))
  const texts = new Set(smaller.map((each) => JSON.stringify(each)))
  texts.delete(JSON.stringify(program))
  return [...texts]
    .toSorted((a, b) => a.length - b.length)
    .map((text) => JSON.parse(text) as Program)
    .filter(isWhole)
}

function* smallerValues(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    const list: ReadonlyArray<Json> = value
    for (const [index, element] of list.entries()) {
      yield list.toSpliced(index, 1)
      const blocks = isVerb(element) ? innerBlocks(element as unknown as Verb) : []
      for (const { block } of blocks) yield list.toSpliced(index, 1, ...(block.verbs as unknown as ReadonlyArray<Json>))
      for (const smaller of smallerValues(element)) yield list.toSpliced(index, 1, smaller)
    }
    return
  }
  if (typeof value !== "object" || value === null) return
  const record = value as { readonly [key: string]: Json }
  if (isReading(record)) {
    if (record["kind"] !== "constant") {
      yield { kind: "dot", name: "name" in record ? (record["name"] ?? "input") : "input" }
      yield { kind: "constant", value: 2 }
    }
    return
  }
  if ("activity" in record && "options" in record && record["activity"] !== "increment") {
    yield { ...record, activity: "increment" }
  }
  for (const [key, each] of Object.entries(record)) {
    // A compensation needs its mapping.
    if (optional.has(key) && !(key === "map" && "activity" in record)) {
      const { [key]: _left, ...others } = record
      yield others
    }
    for (const smaller of smallerValues(each)) yield { ...record, [key]: smaller }
  }
}

function isVerb(value: Json): boolean {
  return typeof value === "object" && value !== null && "kind" in value && isOneOf(verbKinds, value["kind"])
}

const verbKinds: ReadonlySet<string> = new Set(
  "step let parallel race graph when match loop forEach try saga use sleep signal human webhook agent child".split(" "),
)

const readingKinds: ReadonlySet<string> = new Set(
  (
    "dot bracket pattern renamed fallback statements inner-pattern closure shadow record local picky " +
    "early asserted chained inner-function summed deep spread choice expression-function parameter " +
    "constant rest whole by-name"
  ).split(" "),
)

function isReading(value: { readonly [key: string]: Json }): boolean {
  return isOneOf(readingKinds, value["kind"])
}

/** Whether nothing is empty that may not be: a block, branches, cases. */
function isWhole({ body }: Program): boolean {
  const isWholeBlock = ({ verbs }: Block): boolean => verbs.length > 0 && verbs.every(isWholeVerb)
  const isWholeVerb = (verb: Verb): boolean => {
    if (verb.kind === "parallel" || verb.kind === "race") if (verb.branches.length === 0) return false
    if (verb.kind === "graph" && verb.nodes.length === 0) return false
    if (verb.kind === "match" && verb.otherwise === undefined && verb.cases.length < 3) return false
    if (verb.kind === "child" && !isWhole(verb.program)) return false
    return innerBlocks(verb).every(({ block }) => isWholeBlock(block))
  }
  return isWholeBlock(body)
}

function repaired(program: Program): Program {
  const scope = ["input", ...(program.options.vars === undefined ? [] : ["vars"])]
  return { ...program, body: repairedBlock(program.body, scope) }
}

function repairedBlock({ verbs, returns }: Block, outer: ReadonlyArray<string>): Block {
  let scope = outer
  const repairedVerbs = verbs.map((verb) => {
    const fixed = repairedVerb(verb, scope)
    scope = [...scope, ...namesOf(fixed)]
    return fixed
  })
  return { verbs: repairedVerbs, ...(returns === undefined ? {} : { returns: repairedReadings(returns, scope) }) }
}

/** Repairs what stands in a verb, each block in the scope that it sees. */
function repairedVerb(verb: Verb, scope: ReadonlyArray<string>): Verb {
  if (verb.kind === "child") {
    return { ...verb, reading: repairedReadings(verb.reading, scope), program: repaired(verb.program) }
  }
  const blocks = new Map(
    innerBlocks(verb).map(({ block, gives, needs = [] }) => [block, [...scope, ...gives, ...needs]]),
  )
  const own = verb.kind === "step" ? [...scope, verb.name] : scope
  const visit = (value: unknown, key: string): unknown => {
    const inside = blocks.get(value as Block)
    if (inside !== undefined) return repairedBlock(value as Block, inside)
    if (Array.isArray(value)) return value.map((each: unknown) => visit(each, key))
    if (typeof value !== "object" || value === null) return value
    if (isReading(value as { readonly [key: string]: Json })) {
      return repairedReadings(value, key === "compensate" ? own : scope)
    }
    const inner = key === "compensate"
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visit(each, inner ? key : name)]))
  }
  const visited = visit(verb, "") as Verb
  if (visited.kind === "graph") {
    const names = new Set(visited.nodes.map(({ name }) => name))
    return {
      ...visited,
      nodes: visited.nodes.map((node) => ({ ...node, needs: node.needs.filter((need) => names.has(need)) })),
    }
  }
  if (visited.kind !== "try") return visited
  const tags = tagsOf(visited.body)
  return { ...visited, handlers: visited.handlers.filter(({ name }) => tags.has(name)) }
}

/** Lets a mapping read the input where it reads a name that is not in scope. */
function repairedReadings<Reading>(reading: Reading, scope: ReadonlyArray<string>): Reading {
  const entries = Object.entries(reading as object).map(([key, value]) => {
    const isName = key === "name" || key === "other" || key === "yes"
    return [key, isName && !scope.includes(String(value)) ? "input" : value]
  })
  // The same mapping with other names.
  return Object.fromEntries(entries) as Reading
}

function isOneOf(kinds: ReadonlySet<string>, kind: Json | undefined): boolean {
  return typeof kind === "string" && kinds.has(kind)
}

import { innerBlocks, namesOf } from "./inner-blocks.ts"
import type { Block, Reading, Verb } from "./program.ts"
import { namesRead } from "./random-reading.ts"

/** What a verb reads of its scope: names, or it cannot be told. */
type Reads = ReadonlySet<string> | "any"

/** Gives which earlier verbs of its block each verb waits for in a `dataflow` schedule. */
export function needsOf({ verbs }: Block): ReadonlyArray<ReadonlyArray<number>> {
  return verbs.map((verb, place) => {
    const reads = readsOf(verb)
    const earlier = verbs.slice(0, place).map((each, index) => ({ names: namesOf(each), index }))
    return earlier
      .filter(({ names }) => reads === "any" || names.some((name) => reads.has(name)))
      .map(({ index }) => index)
  })
}

function readsOf(verb: Verb): Reads {
  const own = readingsOf(verb).map(({ reading, gives }) => without(readBy(reading), gives))
  const inner = innerBlocks(verb).map(({ block, gives, needs = [] }) =>
    without(readsOfBlock(block), [...gives, ...needs]),
  )
  return union([...own, ...inner])
}

function readsOfBlock({ verbs, returns }: Block): Reads {
  let defined: ReadonlyArray<string> = []
  const reads: Array<Reads> = []
  for (const verb of verbs) {
    reads.push(without(readsOf(verb), defined))
    defined = [...defined, ...namesOf(verb)]
  }
  return union(returns === undefined ? reads : [...reads, without(readBy(returns), defined)])
}

interface Read {
  /** Left out, the whole scope is read. */
  readonly reading: Reading | undefined
  readonly gives: ReadonlyArray<string>
}

/** The mappings that a verb itself has. */
function readingsOf(verb: Verb): ReadonlyArray<Read> {
  const given = (readings: ReadonlyArray<Reading | undefined>): ReadonlyArray<Read> =>
    readings.filter((reading) => reading !== undefined).map((reading) => ({ reading, gives: [] }))
  switch (verb.kind) {
    case "step": {
      const { when, compensate, cache } = verb.options
      const undo = compensate === undefined ? [] : [{ reading: compensate.map, gives: [verb.name] }]
      return [{ reading: verb.reading, gives: [] }, ...given([when, cache?.key]), ...undo]
    }
    case "let":
    case "agent":
    case "child":
      return given([verb.reading])
    case "when":
      return given([verb.test])
    case "match":
      return given([verb.on])
    case "loop":
      return given([verb.initial])
    case "forEach":
      return given([verb.items])
    case "sleep":
      return given([verb.time.kind === "literal" ? undefined : verb.time.reading])
    case "human":
      return given([verb.show])
    case "webhook":
      return given([verb.map])
    case "parallel":
    case "race":
    case "graph":
    case "try":
    case "saga":
    case "use":
    case "signal":
      return []
  }
}

function readBy(reading: Reading | undefined): Reads {
  const names = reading === undefined ? undefined : namesRead(reading)
  return names === undefined ? "any" : new Set(names)
}

function without(reads: Reads, names: ReadonlyArray<string>): Reads {
  return reads === "any" ? "any" : new Set([...reads].filter((name) => !names.includes(name)))
}

function union(all: ReadonlyArray<Reads>): Reads {
  const names: Array<string> = []
  for (const reads of all) {
    if (reads === "any") return "any"
    names.push(...reads)
  }
  return new Set(names)
}

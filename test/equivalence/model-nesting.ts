import * as Result from "effect/Result"
import { gateJams, takesMs } from "./behaviours.ts"
import { runBlock } from "./model-block.ts"
import { attachLeftBehind, cleanUpAfter } from "./model-cleanup.ts"
import { sleep } from "./model-activity.ts"
import type { Doing } from "./model-process.ts"
import type { At } from "./model-place.ts"
import { below, Defect, emit, Failed, LanguageFailure, note, repeated, tagOf, withName } from "./model-place.ts"
import { race } from "./model-race.ts"
import { read } from "./model-reading.ts"
import { asResult } from "./model-step.ts"
import { together } from "./model-together.ts"
import { label, list } from "./numbers.ts"
import type { TogetherOptions, Verb } from "./program.ts"

type Of<Kind extends Verb["kind"]> = Extract<Verb, { readonly kind: Kind }>

/** Runs branches together; gives their values by name. */
export function* runParallel(at: At, { branches, options }: Of<"parallel">): Doing<ReadonlyMap<string, unknown>> {
  const runs = branches.map(
    ({ name, block }) =>
      (inner: At): Doing<unknown> =>
        runBlock({ ...inner, path: below(at.path, name) }, block),
  )
  const keys = branches.map(({ name }) => name)
  const { values, summary } = yield* runTogether(at, { runs, keys, path: at.path, limit: "unbounded", options })
  const named = keys.map((name, index) => [name, values[index]] as const)
  return new Map([...named, ...summary])
}

/** Runs a body for every item; gives the values in order, and the summary. */
export function* runForEach(at: At, verb: Of<"forEach">): Doing<ReadonlyMap<string, unknown>> {
  const { name, items, body, options, key } = verb
  const path = below(at.path, name)
  const given = list(read(items, at.scope))
  const keys = given.map((item, index) => {
    if (key === undefined) return String(index)
    return key === "unique" ? `${item}-${index}` : String(item % 2)
  })
  const clash = keys.find((each, index) => keys.indexOf(each) < index)
  if (clash !== undefined) throw new Defect(new LanguageFailure("DuplicateKey", { path, key: clash }))
  const runs = given.map(
    (item, index) =>
      (inner: At): Doing<unknown> =>
        runBlock(
          { ...withName(withName(inner, "item", item), "index", index), path: repeated(path, keys[index] ?? "") },
          body,
        ),
  )
  const { values, summary } = yield* runTogether(at, { runs, keys, path, limit: 1, options })
  return new Map([[name, values], ...summary])
}

interface Runs {
  readonly runs: ReadonlyArray<(at: At) => Doing<unknown>>
  readonly keys: ReadonlyArray<string>
  readonly path: string
  /** How many run at once unless the options say otherwise. */
  readonly limit: number | "unbounded"
  readonly options: TogetherOptions
}

interface Ended {
  readonly values: ReadonlyArray<unknown>
  readonly summary: ReadonlyArray<readonly [string, unknown]>
}

function* runTogether(at: At, { runs, keys, path, limit, options }: Runs): Doing<Ended> {
  const { concurrency = limit, minimumSuccess, summary } = options
  const isTolerant = minimumSuccess !== undefined
  const parts = runs.map((run) => ({ needs: [], run: (inner: At) => asResult(isTolerant, run(inner)) }))
  const values = yield* together(at, parts, concurrency === "unbounded" ? Number.POSITIVE_INFINITY : concurrency)
  if (!isTolerant) return { values, summary: [] }
  const failures = values.flatMap((value, index) =>
    Result.isResult(value) && Result.isFailure(value) ? [{ key: keys[index], failure: value.failure }] : [],
  )
  const counted = {
    total: values.length,
    succeeded: values.length - failures.length,
    failed: failures.length,
    failures,
  }
  if (counted.succeeded < minimumSuccess * counted.total) {
    throw new Failed(new LanguageFailure("MinimumSuccessMissed", { path, minimumSuccess, summary: counted }))
  }
  return { values, summary: summary === undefined ? [] : [[summary, counted]] }
}

/** Runs branches until one succeeds. */
export function* runRace(at: At, { name, branches }: Of<"race">): Doing<unknown> {
  const path = below(at.path, name)
  const { index, value } = yield* race(
    at,
    branches.map((each) => (inner: At) => runBlock({ ...inner, path: below(path, each.name) }, each.block)),
  )
  const branch = branches[index]?.name
  emit(at, path, { type: "branch.taken", branch })
  return { branch, value }
}

/** Runs nodes as soon as those they need have ended; gives their values by name. */
export function* runGraph(
  at: At,
  { nodes, concurrency = "unbounded" }: Of<"graph">,
): Doing<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>()
  const names = nodes.map(({ name }) => name)
  const parts = nodes.map(({ name, needs, block }) => ({
    needs: needs.map((need) => names.indexOf(need)),
    *run(inner: At): Doing<unknown> {
      const seen = needs.map((need) => [need, values.get(need)] as const)
      const scope = new Map([...at.scope, ...seen])
      const value = yield* runBlock({ ...inner, scope, path: below(at.path, name) }, block)
      values.set(name, value)
      return value
    },
  }))
  yield* together(at, parts, concurrency === "unbounded" ? Number.POSITIVE_INFINITY : concurrency)
  return new Map(names.map((name) => [name, values.get(name)]))
}

/** Goes one of two ways. */
export function* runWhen(at: At, { name, test, then, otherwise }: Of<"when">): Doing<unknown> {
  const path = below(at.path, name)
  const holds = read(test, at.scope) % 2 === 0
  const block = holds ? then : otherwise
  if (block === undefined) {
    emit(at, path, { type: "step.skipped" })
    return undefined
  }
  const branch = holds ? "then" : "otherwise"
  emit(at, path, { type: "branch.taken", branch })
  return yield* runBlock({ ...at, path: below(path, branch) }, block)
}

/** Goes one of several ways. */
export function* runMatch(at: At, { name, on, cases, otherwise }: Of<"match">): Doing<unknown> {
  const path = below(at.path, name)
  const found = label(read(on, at.scope))
  const block = cases.find((each) => each.name === found)?.block
  const branch = block === undefined ? "otherwise" : found
  emit(at, path, { type: "branch.taken", branch })
  const taken = block ?? otherwise
  return taken === undefined ? undefined : yield* runBlock({ ...at, path: below(path, branch) }, taken)
}

/** Carries a state through a body. */
export function* runLoop(at: At, verb: Of<"loop">): Doing<unknown> {
  const { name, initial, body, test, bound, max, onExhausted = "fail" } = verb
  const path = below(at.path, name)
  let state: unknown = read(initial, at.scope)
  for (let iteration = 1; ; iteration++) {
    if (test === "while" && !(Number(state) < bound)) return state
    if (iteration > max) {
      if (onExhausted === "continue") return state
      throw new Failed(new LanguageFailure("LoopExhausted", { path, iterations: max }))
    }
    const inner = withName(withName(at, "state", state), "iteration", iteration)
    state = yield* runBlock({ ...inner, path: repeated(path, iteration) }, body)
    emit(at, path, { type: "loop.iterated", iteration })
    if (test === "until" && (Number(state) > bound || iteration >= 3)) return state
  }
}

/** Handles typed failures by tag. */
export function* runTry(at: At, { name, body, handlers }: Of<"try">): Doing<unknown> {
  const path = below(at.path, name)
  try {
    return yield* runBlock({ ...at, path: below(path, "try") }, body)
  } catch (thrown) {
    const tag = thrown instanceof Failed ? tagOf(thrown.error) : undefined
    const handler = handlers.find((each) => each.name === tag)
    if (handler === undefined || !(thrown instanceof Failed)) throw thrown
    emit(at, path, { type: "branch.taken", branch: handler.name })
    const inner = { ...withName(at, "error", thrown.error), path: below(below(path, "catch"), handler.name) }
    return yield* runBlock(inner, handler.block)
  }
}

/** Acquires a resource before a body, and releases it however that ends. What is being acquired is acquired. */
export function* runUse(at: At, { name, resource, body }: Of<"use">): Doing<unknown> {
  let value: number | undefined
  const acquired = function* (): Doing<number> {
    value = yield* acquire(at, resource)
    return value
  }
  let thrown: unknown
  try {
    yield* at.process.shielded(acquired())
    return yield* runBlock({ ...withName(at, "resource", value), path: below(at.path, name) }, body)
  } catch (given) {
    thrown = given
    throw given
  } finally {
    if (value !== undefined) yield* released(at, { path: below(at.path, name), resource }, thrown)
  }
}

/** What goes wrong in the release is attached to what went wrong before, or else is a defect. */
function* released(
  at: At,
  { path, resource }: { readonly path: string; readonly resource: string },
  ending: unknown,
): Doing<void> {
  try {
    yield* cleanUpAfter(at, ending, release(at, resource))
  } catch (thrown) {
    if (!(thrown instanceof Defect)) throw thrown
    if (ending === undefined) throw new Defect(new LanguageFailure("ReleaseFailed", { path, resource }))
    attachLeftBehind(at, ending, [{ tag: "ReleaseFailed", path }])
  }
}

function* acquire(at: At, resource: string): Doing<number> {
  if (resource === "lamp") {
    note(at, "lamp on")
    return 3
  }
  if (resource === "gate") {
    note(at, "gate open")
    yield (resume) => at.execution.simulation.soon(resume)
    return 2
  }
  note(at, "door opens")
  yield* sleep(at, takesMs("door", `opens ${at.execution.simulation.nowMs}`))
  note(at, "door open")
  return 5
}

function* release(at: At, resource: string): Doing<void> {
  if (resource === "lamp") return note(at, "lamp off")
  if (resource === "gate") {
    note(at, "gate closes")
    if (gateJams(at.execution.simulation.nowMs)) throw new Defect(new Error("the gate jams"))
    return
  }
  note(at, "door closes")
  yield* sleep(at, takesMs("door", `closes ${at.execution.simulation.nowMs}`))
  note(at, "door closed")
}

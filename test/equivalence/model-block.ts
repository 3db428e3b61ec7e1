import { runActivity } from "./model-activity.ts"
import {
  runForEach,
  runGraph,
  runLoop,
  runMatch,
  runParallel,
  runRace,
  runTry,
  runUse,
  runWhen,
} from "./model-nesting.ts"
import type { Doing } from "./model-process.ts"
import type { At, Scope } from "./model-place.ts"
import { below, emit } from "./model-place.ts"
import { read, shaped } from "./model-reading.ts"
import { inSaga } from "./model-saga.ts"
import { together } from "./model-together.ts"
import { needsOf } from "./dataflow-reads.ts"
import { runChild } from "./model-program.ts"
import type { Attempts, Life } from "./model-step.ts"
import { observed, runAttempts, runStep } from "./model-step.ts"
import { runHuman, runSignal, runSleep, runWebhook } from "./model-waiting.ts"
import type { Block, Verb } from "./program.ts"

/** What a verb comes to: its value, and what it puts into scope. */
interface Came {
  readonly value: unknown
  readonly names: Scope
}

/** Runs a block: its verbs in order, each in the scope that the ones before have left. */
export function* runBlock(at: At, block: Block): Doing<unknown> {
  const { value, scope } = yield* runVerbs(at, block)
  return block.returns === undefined ? value : read(block.returns, scope)
}

/** Runs the verbs of a block, and gives the scope after the last. */
export function* runVerbs(at: At, { verbs }: Block): Doing<{ readonly value: unknown; readonly scope: Scope }> {
  if (at.execution.isDataflow) return yield* runDataflow(at, { verbs })
  let scope = at.scope
  let value: unknown
  for (const verb of verbs) {
    const came = yield* runVerb({ ...at, scope }, verb)
    value = came.value
    scope = new Map([...scope, ...came.names])
  }
  return { value, scope }
}

/** Runs each verb as soon as those before it have ended whose values it reads. */
function* runDataflow(at: At, { verbs }: Block): Doing<{ readonly value: unknown; readonly scope: Scope }> {
  const needs = needsOf({ verbs })
  const came = new Map<number, Came>()
  const scopeAfter = (places: Iterable<number>): Scope =>
    new Map([...at.scope, ...[...places].flatMap((place) => [...(came.get(place)?.names ?? [])])])
  const parts = verbs.map((verb, place) => ({
    needs: needs[place] ?? [],
    *run(inner: At): Doing<unknown> {
      came.set(place, yield* runVerb({ ...inner, scope: scopeAfter(needs[place] ?? []) }, verb))
      return undefined
    },
  }))
  yield* together(at, parts, Number.POSITIVE_INFINITY)
  return { value: came.get(verbs.length - 1)?.value, scope: scopeAfter(verbs.keys()) }
}

function* runVerb(at: At, verb: Verb): Doing<Came> {
  if (verb.kind === "parallel") return { value: undefined, names: yield* runParallel(at, verb) }
  if (verb.kind === "graph") return { value: undefined, names: yield* runGraph(at, verb) }
  if (verb.kind === "forEach") {
    const names = yield* runForEach(at, verb)
    return { value: names.get(verb.name), names }
  }
  const value = verb.kind === "let" ? shaped(verb.shape, read(verb.reading, at.scope)) : yield* runNamed(at, verb)
  return { value, names: new Map([[verb.name, value]]) }
}

type NamedVerb = Exclude<Verb, { readonly kind: "parallel" | "graph" | "forEach" | "let" }>

function runNamed(at: At, verb: NamedVerb): Doing<unknown> {
  switch (verb.kind) {
    case "step":
      return runStep(at, verb)
    case "race":
      return runRace(at, verb)
    case "when":
      return runWhen(at, verb)
    case "match":
      return runMatch(at, verb)
    case "loop":
      return runLoop(at, verb)
    case "try":
      return runTry(at, verb)
    case "use":
      return runUse(at, verb)
    case "sleep":
      return runSleep(at, verb)
    case "human":
      return runHuman(at, verb)
    case "signal":
      return runSignal(at, verb)
    case "webhook":
      return runWebhook(at, verb)
    case "agent":
      return runAgent(at, verb)
    case "child":
      return runChild(at, verb)
    case "saga":
      return inSaga({ ...at, path: below(at.path, verb.name) }, (inner) => runBlock(inner, verb.body))
  }
}

function* runAgent(at: At, verb: Extract<Verb, { readonly kind: "agent" }>): Doing<unknown> {
  const { name, reading, options } = verb
  const path = below(at.path, name)
  const n = read(reading, at.scope)
  const life: Life = { attempt: 0 }
  const retry = options.retry ?? at.execution.retry
  const attempts: Attempts = {
    path,
    life,
    options: { ...options, ...(retry === undefined ? {} : { retry }) },
    once: (inner, attempt) => {
      emit(inner, path, { type: "step.started", attempt, activity: "guess", agent: "only" })
      return runActivity(inner, { name: "guessed", path, n, attempt })
    },
  }
  return yield* observed(at, { path, life }, runAttempts(at, attempts))
}

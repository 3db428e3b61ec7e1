import { runVerbs } from "./model-block.ts"
import { Mailbox, sendMessages } from "./model-mailbox.ts"
import { Permits } from "./model-permits.ts"
import { Interruption, Process } from "./model-process.ts"
import type { Doing, Ending } from "./model-process.ts"
import type { At, Execution, Seen } from "./model-place.ts"
import { below, Defect, emit, Failed, LanguageFailure, tagOf } from "./model-place.ts"
import { within } from "./model-race.ts"
import { read } from "./model-reading.ts"
import { cleanUpAfter, leftBehindOf } from "./model-cleanup.ts"
import { compensateAll } from "./model-saga.ts"
import { Shared } from "./model-shared.ts"
import { patienceMs } from "./outside.ts"
import { Simulation } from "./model-simulation.ts"
import { observed } from "./model-step.ts"
import type { Program, Run, Verb } from "./program.ts"

/** What the model says of one execution. */
export interface Modelled extends Seen {
  readonly ending: unknown
  /** Whether the language says in what order everything happens. */
  readonly isDefined: boolean
}

/** Says what an execution of a program must come to. */
export function runModel(program: Program, { n, cancelAtMs, base }: Run): Modelled {
  const simulation = new Simulation()
  const seen: Seen = { events: [], done: [], told: [] }
  const mailbox = new Mailbox()
  const shared = new Shared(simulation)
  const execution: Execution = {
    id: "test",
    parent: undefined,
    workflow: program.name,
    simulation,
    seen,
    mailbox,
    shared,
    ...factsOf(program, simulation),
  }
  const root = new Process<unknown>(
    (process) => runProgram({ execution, process, path: "", scope: new Map(), saga: undefined }, program, { n }, base),
    () => {
      mailbox.hasEnded = true
    },
  )
  sendMessages(program, mailbox, { simulation, seen })
  if (cancelAtMs !== undefined) simulation.after(cancelAtMs, () => root.interrupt())
  simulation.after(patienceMs, () => root.interrupt())
  root.start()
  simulation.run()
  const { ending } = root
  if (ending === undefined) throw new Error("the execution has no end")
  return { ...seen, ending: describeEnding(ending), isDefined: !simulation.hasTies }
}

function factsOf(
  { options }: Program,
  simulation: Simulation,
): Pick<Execution, "retry" | "permits" | "sagas" | "isDataflow"> {
  const { retry, concurrency, schedule } = options
  return {
    retry,
    permits: concurrency === undefined ? undefined : new Permits(simulation, concurrency),
    sagas: new Set(),
    isDataflow: schedule === "dataflow",
  }
}

/** Runs a workflow from its first event to its last. */
function* runProgram(at: At, program: Program, input: { readonly n: number }, base?: number): Doing<unknown> {
  const { simulation, workflow } = at.execution
  const { vars, timeout, sla } = program.options
  const scope = new Map<string, unknown>([
    ["input", input],
    ...(vars === undefined ? [] : ([["vars", { base: base ?? (vars === "constant" ? 7 : input.n + 1) }]] as const)),
  ])
  const startedMs = simulation.nowMs
  const tell = (type: string, facts: object): void =>
    emit(at, "", { type, durationMs: simulation.nowMs - startedMs, ...facts })
  emit(at, "", { type: "execution.started" })
  const breach = (): void => emit(at, "", { type: "sla.breached", slaMs: sla })
  const stopWatching = sla === undefined ? () => undefined : simulation.after(sla, breach)
  try {
    const value = yield* within(
      at,
      timeout,
      (inner) => bodyOf({ ...inner, scope }, program),
      () => {
        throw new Failed(new LanguageFailure("WorkflowTimeout", { workflow, timeoutMs: timeout }))
      },
    )
    stopWatching()
    tell("execution.completed", {})
    return value
  } catch (thrown) {
    yield* cleanUpAfter(at, thrown, compensateAll(at, thrown))
    stopWatching()
    if (thrown instanceof Interruption) tell("execution.cancelled", {})
    if (thrown instanceof Failed || thrown instanceof Defect) {
      const { error } = thrown
      const isOwn = error instanceof LanguageFailure && "workflow" in error && error.workflow === workflow
      const type = tagOf(error) === "WorkflowTimeout" && isOwn ? "execution.timed-out" : "execution.failed"
      tell(type, { failure: tagOf(error) })
    }
    throw thrown
  }
}

function* bodyOf(at: At, { body }: Program): Doing<unknown> {
  const { scope } = yield* runVerbs(at, body)
  return body.returns === undefined ? Object.fromEntries(scope) : read(body.returns, scope)
}

/** Runs another workflow as an execution of its own. */
export function* runChild(at: At, verb: Extract<Verb, { readonly kind: "child" }>): Doing<unknown> {
  const { name, program, reading } = verb
  const path = below(at.path, name)
  const { id, simulation, seen, shared } = at.execution
  const execution: Execution = {
    id: `${id}/${path}`,
    parent: id,
    workflow: program.name,
    simulation,
    seen,
    shared,
    mailbox: new Mailbox(),
    ...factsOf(program, simulation),
  }
  const input = { n: read(reading, at.scope) }
  const life = function* (): Doing<unknown> {
    emit(at, path, { type: "step.started", attempt: 1 })
    at.execution.mailbox.adopt(path, execution.mailbox)
    try {
      return yield* runProgram({ ...at, execution, path: "", scope: new Map(), saga: undefined }, program, input)
    } finally {
      execution.mailbox.hasEnded = true
    }
  }
  return yield* observed(at, { path, life: { attempt: 1 } }, life())
}

function describeEnding(ending: Ending<unknown>): unknown {
  if (ending.kind === "value") return { value: ending.value }
  const { thrown } = ending
  if (thrown instanceof Interruption) return { cancelled: true }
  if (thrown instanceof Failed) return { failure: thrown.error, leftBehind: leftBehindOf(thrown.error) }
  if (thrown instanceof Defect) return { defect: thrown.error, leftBehind: leftBehindOf(thrown.error) }
  throw thrown
}

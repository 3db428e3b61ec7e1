import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Semaphore from "effect/Semaphore"
import { attend } from "../attempts/promise-wait.ts"
import { endingOf } from "../events/failure-facts.ts"
import { attachCompensationFailures, compensationFailures } from "../sagas/compensation-failures.ts"
import { InvalidInput } from "../failures/invalid-input.ts"
import { InvalidValue } from "../failures/invalid-value.ts"
import { UnknownVariable } from "../failures/unknown-variable.ts"
import { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import { limitTime } from "../policies/time-limit.ts"
import type { Checker } from "../schemas/checker.ts"
import { beginBlock } from "./block.ts"
import type { AnyDefinition } from "./definition.ts"
import type { Execution } from "./execution.ts"
import { workflowPosition } from "./position.ts"

/** A definition with its schemas compiled. */
export interface CompiledDefinition {
  readonly definition: AnyDefinition
  readonly decodeInput: Checker | undefined
  readonly checkOutput: Checker | undefined
  /** By the path of the signal in the plan. */
  readonly signalDecoders: ReadonlyMap<string, Checker>
}

/** What a caller gives for one execution. */
export interface Start {
  readonly execution: Execution
  readonly input: unknown
  readonly vars: Readonly<Record<string, unknown>> | undefined
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Begins an execution at once: decodes the input, runs the body, validates the output, within the timeout. */
export function execute(compiled: CompiledDefinition, start: Start): AnyEffect {
  const { plan, timeout } = compiled.definition
  const ran = limitTime(decodeAndRun(compiled, start), timeout, () => {
    return new WorkflowTimeout({ workflow: plan.name, timeoutMs: timeout ?? 0 })
  })
  const { execution } = start
  if (Exit.isExit(ran) && execution.unattended.size === 0 && execution.sagas.size === 0) return ran
  return Effect.onExit(ran, (exit) => endExecution(execution, exit))
}

/** Makes the permits of an execution, when its workflow limits how many activities run at once. */
export function permitsOf(definition: AnyDefinition): Semaphore.Semaphore | undefined {
  return definition.concurrency === undefined ? undefined : Semaphore.makeUnsafe(definition.concurrency)
}

function decodeAndRun({ definition, decodeInput, checkOutput }: CompiledDefinition, start: Start): AnyEffect {
  const { name: workflow } = definition.plan
  const decoded =
    decodeInput === undefined
      ? Exit.succeed(start.input)
      : Effect.mapErrorEager(decodeInput(start.input), (issues) => new InvalidInput({ workflow, issues }))
  const output = Effect.flatMapEager(decoded, (input) => runBody(definition, { ...start, input }))
  if (checkOutput === undefined) return output
  return Effect.flatMapEager(output, (value) =>
    Effect.catchEager(checkOutput(value), (issues) => Exit.die(new InvalidValue("output", issues))),
  )
}

function runBody(definition: AnyDefinition, { execution, input, vars }: Start): AnyEffect {
  const body = (at: Parameters<AnyDefinition["body"]>[0]): ReturnType<AnyDefinition["body"]> => {
    const begun = definition.body(at, { input, vars: variables(definition, { input }, vars) })
    // What a workflow comes to is effect's own exit.
    return Effect.isEffect(begun) ? Effect.map(attend(begun), (value) => value) : begun
  }
  return beginBlock(body, workflowPosition(execution), undefined, undefined)
}

function variables(
  { vars, plan }: AnyDefinition,
  scope: { readonly input: unknown },
  given: Readonly<Record<string, unknown>> | undefined,
): unknown {
  const own = vars?.(scope)
  if (given === undefined) return own
  const ownRecord = typeof own === "object" ? own : null
  const known = Object.keys(ownRecord ?? {})
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new UnknownVariable({ workflow: plan.name, variable: unknown, known })
  return { ...ownRecord, ...given }
}

/** Ends what has begun without anybody waiting for it: attempts first, for a saga may have to undo what they have done. */
function endExecution(execution: Execution, exit: Exit.Exit<unknown, unknown>): Effect.Effect<void, never, unknown> {
  const { unattended, sagas, facts } = execution
  if (exit._tag === "Success" && unattended.size === 0) return Effect.void
  return Effect.gen(function* () {
    yield* Effect.forEach([...unattended], (attempt) => attempt.end(), { concurrency: "unbounded", discard: true })
    if (exit._tag === "Success") return
    for (const saga of [...sagas].toReversed()) yield* saga.compensate(exit)
    const ending = endingOf(exit.cause)
    if (ending.kind === "failed") attachCompensationFailures(ending.error, compensationFailures(facts))
  })
}

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Semaphore from "effect/Semaphore"
import { endingOf } from "../events/failure-facts.ts"
import { attachCleanupFailures, cleanupFailures } from "../failures/cleanup-failures.ts"
import { InvalidInput } from "../failures/invalid-input.ts"
import { InvalidValue } from "../failures/invalid-value.ts"
import { UnknownVariable } from "../failures/unknown-variable.ts"
import { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import { limitTime } from "../policies/time-limit.ts"
import type { Checker } from "../schemas/checker.ts"
import { beginBlock } from "./block.ts"
import type { AnyDefinition } from "./definition.ts"
import type { Execution } from "./execution.ts"
import { BlockWait } from "./block-wait.ts"
import { workflowPosition } from "./position.ts"
import { settled } from "./settled.ts"
import { isExit } from "./ready.ts"

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
  if (ran instanceof BlockWait && ran.ending === undefined) {
    ran.ending = { isNeeded: () => execution.isLoose, run: (exit) => endExecution(execution, exit) }
    return ran
  }
  if (!execution.isLoose && isExit(ran)) return ran
  return Effect.onExit(ran, (exit) => endExecution(execution, exit))
}

/** Makes the permits of an execution, when its workflow limits how many activities run at once. */
export function permitsOf(definition: AnyDefinition): Semaphore.Semaphore | undefined {
  return definition.concurrency === undefined ? undefined : Semaphore.makeUnsafe(definition.concurrency)
}

function decodeAndRun({ definition, decodeInput, checkOutput }: CompiledDefinition, start: Start): AnyEffect {
  const { execution, vars } = start
  const output =
    decodeInput === undefined
      ? runBody(definition, { execution, input: undefined, vars })
      : decodeFirst(definition, decodeInput, start)
  if (checkOutput === undefined) return output
  return Effect.flatMapEager(output, (value) =>
    Effect.catchEager(checkOutput(value), (issues) => Exit.die(new InvalidValue("output", issues))),
  )
}

function decodeFirst(definition: AnyDefinition, decode: Checker, start: Start): AnyEffect {
  const { execution, vars } = start
  const decoded = decode(start.input)
  const exit = settled(decoded)
  if (exit?._tag === "Success") return runBody(definition, { execution, input: exit.value, vars })
  const { name: workflow } = definition.plan
  const valid = Effect.mapErrorEager(decoded, (issues) => new InvalidInput({ workflow, issues }))
  return Effect.flatMapEager(valid, (input) => runBody(definition, { execution, input, vars }))
}

function runBody(definition: AnyDefinition, { execution, input, vars: given }: Start): AnyEffect {
  try {
    const vars = given === undefined ? definition.vars?.({ input }) : variables(definition, { input }, given)
    return beginBlock(definition.body, workflowPosition(execution), { input, vars }, undefined)
  } catch (thrown) {
    return Exit.die(thrown)
  }
}

function variables(
  { vars, plan }: AnyDefinition,
  scope: { readonly input: unknown },
  given: Readonly<Record<string, unknown>>,
): unknown {
  const own = vars?.(scope)
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
    if (ending.kind === "failed") attachCleanupFailures(ending.error, cleanupFailures(facts))
  })
}

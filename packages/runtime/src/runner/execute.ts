import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { endAttempts } from "../attempts/end-attempts.ts"
import { endingOf } from "../events/failure-facts.ts"
import { attachCleanupFailures, cleanupFailures } from "../failures/cleanup-failures.ts"
import { UnknownVariable } from "../failures/unknown-variable.ts"
import { beginBlock } from "./block.ts"
import type { AnyDefinition } from "./definition.ts"
import type { Execution } from "./execution.ts"
import { BlockWait, thenProceed } from "./block-wait.ts"
import { workflowPosition } from "./position.ts"
import { isExit } from "./ready.ts"

/** What a caller gives for one execution. */
export interface Start {
  readonly execution: Execution
  readonly input: unknown
  readonly vars: Readonly<Record<string, unknown>> | undefined
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Begins an execution at once: decodes the input, runs the body, validates the output, within the timeout. */
export function execute(definition: AnyDefinition, start: Start): AnyEffect {
  const { plan, timeout } = definition
  const begun = decodeAndRun(definition, start)
  const ran = timeout === undefined ? begun : timeout.limit(begun, plan.name)
  const { execution } = start
  if (ran instanceof BlockWait && ran.ending === undefined) {
    ran.ending = { isNeeded: () => execution.isLoose, run: (exit) => endExecution(execution, exit) }
    return ran
  }
  if (!execution.isLoose && isExit(ran)) return ran
  return Effect.onExit(ran, (exit) => endExecution(execution, exit))
}

function decodeAndRun(definition: AnyDefinition, start: Start): AnyEffect {
  const ran = decodeFirst(definition, start)
  const { output } = definition
  return output === undefined ? ran : thenProceed(ran, output.validate)
}

function decodeFirst(definition: AnyDefinition, { execution, input, vars }: Start): AnyEffect {
  const run = (decoded: unknown): AnyEffect => runBody(definition, { execution, input: decoded, vars })
  if (definition.input === undefined) return run(undefined)
  return thenProceed(definition.input.decode(input, definition.plan.name), run)
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
  return Effect.flatMap(endAttempts(unattended), () => {
    if (exit._tag === "Success") return Effect.void
    const nothing: Effect.Effect<void, never, unknown> = Effect.void
    const compensated = [...sagas].reduceRight((all, log) => Effect.flatMap(all, () => log.compensate(exit)), nothing)
    return Effect.flatMap(compensated, () => {
      const ending = endingOf(exit.cause)
      if (ending.kind === "failed") attachCleanupFailures(ending.error, cleanupFailures(facts))
      return Effect.void
    })
  })
}

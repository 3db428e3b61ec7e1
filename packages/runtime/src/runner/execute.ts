import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { UnknownVariable } from "../failures/unknown-variable.ts"
import { startBlock } from "./block.ts"
import { BlockWait, thenProceed, withEnding } from "./block-wait.ts"
import type { AnyDefinition } from "./definition.ts"
import type { Execution } from "./execution.ts"
import { workflowPosition } from "./position.ts"
import { isExit } from "./ready.ts"
import { settled } from "./settled.ts"

/** What a caller gives for one execution. */
export interface Start {
  readonly execution: Execution
  readonly input: unknown
  readonly vars: Readonly<Record<string, unknown>> | undefined
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Begins an execution at once: decodes the input, runs the body, validates the output, within the timeout.
 *
 * **Gotchas**
 *
 * Whoever is given the Effect runs it in the same moment.
 */
export function execute(definition: AnyDefinition, start: Start): AnyEffect {
  const { plan, timeout } = definition
  const begun = decodeAndRun(definition, start)
  const { execution } = start
  const ran = timeout === undefined ? begun : timeout.limit(begun, plan.name, execution.recorder)
  if (ran instanceof BlockWait && ran.ending === undefined) {
    ran.ending = execution
    return ran
  }
  return !execution.isLoose && isExit(ran) ? ran : withEnding(ran, execution)
}

function decodeAndRun(definition: AnyDefinition, start: Start): AnyEffect {
  const ran = decodeFirst(definition, start)
  const { output } = definition
  return output === undefined ? ran : thenProceed(ran, output.validate)
}

function decodeFirst(definition: AnyDefinition, start: Start): AnyEffect {
  const { input } = definition
  if (input === undefined) return runBody(definition, undefined, start)
  const decoded = input.decode(start.input, definition.plan.name)
  const exit = settled(decoded)
  if (exit?._tag === "Success") return runBody(definition, exit.value, start)
  return thenProceed(decoded, (valid) => runBody(definition, valid, start))
}

function runBody(definition: AnyDefinition, input: unknown, { execution, vars: given }: Start): AnyEffect {
  try {
    const vars = given === undefined ? definition.vars?.({ input }) : variables(definition, { input }, given)
    return startBlock(definition.body, workflowPosition(execution), { input, vars }, undefined)
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

import type { CallExpression, ClosureExpression, Expression, Originated } from "../3-lower/expression.ts"
import { arrow, callAbi } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"
import type { Statement } from "../3-lower/statement.ts"
import { mapBody } from "./map-bodies.ts"
import { waits } from "./waits.ts"

/**
 * A block of two steps says so: `(at) => andThen(findStep(at, { id }), (found) => readStep(at, { found }))`; one that waits
 * once and then gives a value is `(at) => give(findStep(at, { id }), (found) => found.name)`.
 *
 * **Details**
 *
 * It does without a generator, which the engine would describe anew each time the block around it runs. A block of more
 * steps, or of one that lets a value go between its steps, reads better as a generator.
 */
export function twoStepBlocks(module: RunnerModule): RunnerModule {
  return {
    ...module,
    runners: module.runners.map((runner) => ({ ...runner, body: mapBody(runner.body, { closure: asArrow }) })),
  }
}

function asArrow(closure: ClosureExpression): ClosureExpression {
  const [first, ...others] = closure.body.statements
  const { result } = closure.body
  if (!closure.generator || first === undefined || others.length > 0 || result === undefined) return closure
  const step = stepOf(first)
  if (step === undefined || isNothing(result)) return closure
  if (result.kind === "yield" && !waitsIn(result.effect)) {
    return inOneExpression(closure, waitThen("andThen", step, result.effect))
  }
  if (waitsIn(result)) return closure
  return inOneExpression(closure, waitThen("give", step, result))
}

const noStatements = { statements: [] }

/** What a statement waits for, and the parameter that takes its value. */
interface WaitingStep extends Originated {
  readonly effect: Expression
  readonly parameters: ReadonlyArray<Local>
}

function stepOf(statement: Statement): WaitingStep | undefined {
  if (statement.kind !== "bind" && statement.kind !== "run") return undefined
  const { value, origin } = statement
  if (value.kind !== "yield" || waitsIn(value.effect)) return undefined
  const step = { effect: value.effect, ...(origin === undefined ? {} : { origin }) }
  if (statement.kind === "run") return { ...step, parameters: [] }
  return statement.target.kind === "local" ? { ...step, parameters: [statement.target] } : undefined
}

/** What stands in front of a step is mapped to where the step stands. */
function waitThen(
  name: "andThen" | "give",
  { effect, parameters, origin }: WaitingStep,
  result: Expression,
): CallExpression {
  const call = callAbi(name, effect, arrow(parameters, { ...noStatements, result }))
  return origin === undefined ? call : { ...call, origin }
}

/** A block that gives nothing is a matter of statements. */
function isNothing(result: Expression): boolean {
  return result.kind === "literal" && result.value === undefined
}

function waitsIn(expression: Expression): boolean {
  return waits({ kind: "run", value: expression })
}

function inOneExpression(closure: ClosureExpression, result: Expression): ClosureExpression {
  return { ...closure, body: { ...noStatements, result }, generator: false }
}

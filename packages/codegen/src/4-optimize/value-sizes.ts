import type { CallExpression, ClosureExpression, Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import type { RunnerDefinition } from "../3-lower/runner-module.ts"
import type { Body, Statement } from "../3-lower/statement.ts"
import { walkBody } from "./walk-body.ts"

/** Tells whether a step's result needs no room, by the name of the step's definition. */
export type IsSmallResult = (definition: string) => boolean

/**
 * Tells of the locals of a runner's body whether their values need no room: numbers, truth values, the texts of a union.
 * What an execution is given, whoever started it has.
 */
export function valueSizes({ body, scope }: RunnerDefinition): (local: Local, isSmallResult: IsSmallResult) => boolean {
  const values = new Map([...scope.map(([, local]) => [local, nothing] as const), ...valuesOf(body)])
  const isSmallLocal = (local: Local, isSmallResult: IsSmallResult): boolean => {
    const possible = values.get(local)
    return possible !== undefined && possible.every((value) => isSmall(value, isSmallResult))
  }
  const isSmall = (value: Expression | undefined, isSmallResult: IsSmallResult): boolean => {
    switch (value?.kind) {
      case undefined:
        return true
      case "author": {
        const local = localIn(value)
        return local === undefined ? value.isSmall : isSmallLocal(local, isSmallResult)
      }
      case "conditional":
        return isSmall(value.then, isSmallResult) && isSmall(value.otherwise, isSmallResult)
      case "literal":
        return typeof value.value !== "object" || value.value === null
      case "read":
        return isSmallLocal(value.local, isSmallResult)
      case "call":
        return value.callee.kind === "abi" && (value.callee.name === "skipStep" || value.callee.name === "takeBranch")
      case "yield":
        return isSmallCall(value.effect, isSmallResult)
      case "object":
        return value.entries.every(([, each]) => isSmall(each, isSmallResult))
      case "array":
      case "closure":
      case "runner":
        return false
    }
  }
  const isSmallCall = (effect: Expression, isSmallResult: IsSmallResult): boolean => {
    if (effect.kind !== "call") return false
    if (effect.callee.kind === "definition") return isSmallResult(effect.callee.name)
    const results = resultsOf(effect)
    return results.length > 0 && results.every((result) => isSmall(result, isSmallResult))
  }
  return isSmallLocal
}

/** What may become the value of each local; of one that is not here nothing is known. */
function valuesOf(body: Body): ReadonlyMap<Local, ReadonlyArray<Expression | undefined>> {
  const values = new Map<Local, ReadonlyArray<Expression | undefined>>()
  const inStatements = ({ statements }: Body): void => statements.forEach(inStatement)
  const inStatement = (statement: Statement): void => {
    switch (statement.kind) {
      case "bind": {
        const { target, value } = statement
        if (target.kind === "local") values.set(target, [value])
        if (target.kind === "record")
          for (const [key, local] of target.entries) values.set(local, [branchResult(value, key)])
        return
      }
      case "if": {
        const ways = [statement.then, statement.otherwise]
        if (statement.assigned !== undefined)
          values.set(
            statement.assigned.local,
            ways.map(({ result }) => result),
          )
        return ways.forEach(inStatements)
      }
      case "switch": {
        const otherwise = "kind" in statement.otherwise ? [] : [statement.otherwise]
        const ways = [...statement.cases.map((each) => each.body), ...otherwise]
        const label = localIn(statement.on)
        if (label !== undefined) values.set(label, nothing)
        if (statement.assigned !== undefined)
          values.set(
            statement.assigned.local,
            ways.map(({ result }) => result),
          )
        return ways.forEach(inStatements)
      }
      case "release":
      case "run":
        return
    }
  }
  inStatements(body)
  walkBody(body, (expression) => {
    if (expression.kind === "closure") inStatements(expression.body)
    const [, , initial, step] = isLoop(expression) ? expression.arguments : []
    const state = step?.kind === "closure" ? step.parameters[1] : undefined
    if (state !== undefined && step?.kind === "closure") values.set(state, [initial, resultOf(step)])
  })
  return values
}

/** Of what nothing need be looked at: what is compared with labels is one. */
const nothing: ReadonlyArray<Expression> = []

/** The local that an expression is nothing but a read of. */
function localIn(expression: Expression): Local | undefined {
  if (expression.kind === "read") return expression.local
  if (expression.kind !== "author") return undefined
  const [only, ...others] = expression.pieces
  return only?.kind === "read" && others.length === 0 ? only.local : undefined
}

function isLoop(expression: Expression): expression is CallExpression {
  return expression.kind === "call" && expression.callee.kind === "abi" && expression.callee.name === "loop"
}

/** What nothing is known of. */
const unknown: Expression = { kind: "array", elements: [] }

/** The result of one branch of a `parallel`; of another operation nothing is known. */
function branchResult(value: Expression, key: string): Expression | undefined {
  if (value.kind !== "yield" || value.effect.kind !== "call") return unknown
  const [, branches] = value.effect.arguments
  if (branches?.kind !== "object") return unknown
  const branch = branches.entries.find(([name]) => name === key)?.[1]
  return branch?.kind === "closure" ? resultOf(branch) : unknown
}

/** What a block comes to; one without a generator gives the effect of it. */
function resultOf({ generator, body: { result } }: ClosureExpression): Expression | undefined {
  return generator || result === undefined ? result : { kind: "yield", effect: result }
}

/** What an operation may come to, where it comes to what one of its closures does. */
function resultsOf({ callee, arguments: given }: CallExpression): ReadonlyArray<Expression | undefined> {
  if (callee.kind !== "abi") return []
  const bodies = given.flatMap((each): ReadonlyArray<Expression> => {
    return each.kind === "object" ? each.entries.map(([, value]) => value) : [each]
  })
  const results = bodies.flatMap((each) => (each.kind === "closure" ? [resultOf(each)] : []))
  switch (callee.name) {
    case "loop":
      return [given[2], ...results]
    case "race":
    case "saga":
    case "tryCatch":
    case "use":
      return results
    default:
      return []
  }
}

import type { CallExpression, ClosureExpression, Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"

/**
 * How an operation runs a closure: `once`, or else the operation fails; `nodes`, likewise, but it only writes nodes, which run
 * at the same time; `tried`, and it may fail alone or never run; or `often`, with these parameters being states that the
 * operation itself does not keep.
 */
export type ClosureUse =
  | { readonly kind: "once" }
  | { readonly kind: "nodes" }
  | { readonly kind: "tried" }
  | { readonly kind: "often"; readonly states: ReadonlyArray<Local> }

type MapClosure = (closure: ClosureExpression, use: ClosureUse) => ClosureExpression

/** Rebuilds an expression with every outermost closure in it mapped. */
export function mapClosures(expression: Expression, map: MapClosure, use: ClosureUse = often): Expression {
  const inner = (each: Expression): Expression => mapClosures(each, map, use)
  switch (expression.kind) {
    case "array":
      return { ...expression, elements: expression.elements.map(inner) }
    case "call":
      return mapInCall(expression, map)
    case "closure":
      return map(expression, use)
    case "conditional":
      return { ...expression, then: inner(expression.then), otherwise: inner(expression.otherwise) }
    case "object":
      return { ...expression, entries: expression.entries.map(([key, value]) => [key, inner(value)]) }
    case "yield":
      return { ...expression, effect: inner(expression.effect) }
    case "author":
    case "literal":
    case "read":
    case "runner":
      return expression
  }
}

const often: ClosureUse = { kind: "often", states: [] }

function mapInCall(call: CallExpression, map: MapClosure): CallExpression {
  return { ...call, arguments: call.arguments.map((given) => mapClosures(given, map, useOf(call, given))) }
}

function useOf({ callee, arguments: given }: CallExpression, argument: Expression): ClosureUse {
  if (callee.kind === "method") return { kind: "once" }
  if (callee.kind !== "abi") return often
  switch (callee.name) {
    case "dataflow":
    case "graph":
      return { kind: "nodes" }
    case "saga":
    case "use":
      return { kind: "once" }
    case "parallel":
      return { kind: allMustSucceed(given) ? "once" : "tried" }
    case "race":
    case "tryCatch":
      return { kind: "tried" }
    case "loop": {
      const states = argument.kind === "closure" ? argument.parameters.slice(1, 2) : []
      return { kind: "often", states }
    }
    default:
      return often
  }
}

function allMustSucceed(given: ReadonlyArray<Expression>): boolean {
  const options = given.at(2)
  return options?.kind !== "object" || options.entries.every(([key]) => key !== "minimumSuccess")
}

import type { Block } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import { innerScope, withEntries } from "./block-scope.ts"
import type { ClosureExpression } from "./expression.ts"
import { literal } from "./expression.ts"
import type { Local } from "./local.ts"
import type { Lowering } from "./lower-block.ts"
import { lowerBlock } from "./lower-block.ts"
import type { ParameterName } from "./flow-context.ts"

/** Turns a block that an operation calls into a closure, with what the operation gives it as parameters. */
export function lowerClosure(
  block: Block<SourceCode>,
  given: ReadonlyArray<ParameterName>,
  { scope, context }: Lowering,
): ClosureExpression {
  const at = context.parameter("at")
  return closureWith(
    block,
    given.map((name) => [name, context.parameter(name)]),
    { scope: innerScope(scope, at), context },
  )
}

/** Turns a block into a closure whose parameters, after the position, put these names into scope. */
export function closureWith(
  block: Block<SourceCode>,
  locals: ReadonlyArray<readonly [name: string, local: Local]>,
  { scope, context }: Pick<Lowering, "context" | "scope">,
): ClosureExpression {
  // A function without a `return` would give `void`, which is not the `undefined` of a block without a value.
  const body = { result: literal(undefined), ...lowerBlock(block, withEntries(scope, locals), context) }
  return { kind: "closure", parameters: [scope.at, ...locals.map(([, local]) => local)], body, generator: true }
}

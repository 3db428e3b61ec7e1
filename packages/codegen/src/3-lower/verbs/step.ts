import type { RetryPolicy, StepNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineInput, inlineMapping } from "../author-code/inline-mapping.ts"
import type { InlinedMapping } from "../author-code/inline-mapping.ts"
import { innerScope, withEntries } from "../block-scope.ts"
import { definitionOf } from "../definition-of.ts"
import type { CallExpression, ClosureExpression } from "../expression.ts"
import { arrow, callAbi, callDefinition, literal, read, yieldFrom } from "../expression.ts"
import { makeLocal } from "../local.ts"
import type { Local } from "../local.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { operationOptions } from "../operation-options.ts"
import { calledActivity, stepPolicies } from "../step-parts.ts"

/** The step at the head of the module: `const readStep = step("read", readMetadata, withPolicies({ timeout: 30_000 }))`. */
export function defineStep(
  node: StepNode<SourceCode>,
  flowRetry: RetryPolicy | undefined,
  isInSaga: boolean,
): CallExpression {
  const { name, activity } = node
  return callAbi("step", literal(name), calledActivity(activity), ...stepPolicies(node, flowRetry, isInSaga))
}

/**
 * `.step` is a call of the step's definition: `yield* readStep(at, { path: input.path })`.
 *
 * **Details**
 *
 * With `when` it is `test ? yield* readStep(at, ...) : skipStep(at, "read")`.
 */
export function lowerStep(node: StepNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const target = lowering.local(node.name)
  const given = isBlind(node) ? nothing : inlineInput(node.mapping, scope, context)
  const key = node.cache?.key === undefined ? undefined : inlineMapping(node.cache.key, scope, context)
  const extras = operationOptions({ undo: undoOf(node, target, lowering), cacheKey: key?.value })
  const call = yieldFrom(callDefinition(definitionOf(node, context), read(scope.at), given.value, ...extras))
  const test: InlinedMapping | undefined = node.when && inlineMapping(node.when, scope, context)
  return {
    statements: [...(test?.before ?? []), ...given.before, ...(key?.before ?? [])],
    value:
      test === undefined
        ? call
        : {
            kind: "conditional",
            test: test.value,
            then: call,
            otherwise: callAbi("skipStep", read(scope.at), literal(node.name)),
          },
    locals: [[node.name, target]],
  }
}

/** Without a mapping a step is given the whole scope, of which an activity without parameters sees nothing. */
function isBlind({ mapping, activity, cache }: StepNode<SourceCode>): boolean {
  const isKeyedByInput = cache !== undefined && cache.key === undefined
  return mapping === undefined && activity.takesNothing && !isKeyedByInput
}

const nothing: InlinedMapping = { before: [], value: literal(undefined) }

/** The compensation's mapping, as a function of what the step came to. */
function undoOf(
  { name, compensate }: StepNode<SourceCode>,
  target: Local,
  { scope, context }: Lowering,
): ClosureExpression | undefined {
  if (compensate === undefined) return undefined
  const own = makeLocal(target.name)
  const inside = withEntries(innerScope(scope, scope.at), [[name, own]])
  const { before, value } = inlineInput(compensate.mapping, inside, context)
  return arrow([own], { statements: before, result: value })
}

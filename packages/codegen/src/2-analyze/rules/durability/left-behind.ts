import type { Node as PlanNode } from "@millrace/plan"
import { describeNode } from "@millrace/plan"
import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "../../../1-load/descendants.ts"
import { isFunction } from "../../../1-load/is-function.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import type { SourceActivity, SourceCode } from "../../../1-load/source-code.ts"
import { activityFunction } from "../../activities/declared-option.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { concurrentSteps } from "./concurrent-steps.ts"

type Step = Extract<PlanNode<SourceCode>, { readonly kind: "step" }>

/** Looks for steps that can be undone, but are left behind when they are interrupted: what they do after that stays. */
export function checkLeftBehind({ flow, module: { modules } }: FlowFacts): ReadonlyArray<Finding> {
  const sagas = nodesIn(flow.plan.body).flatMap((node) => (node.kind === "saga" ? [node] : []))
  const atOnce = new Map(sagas.flatMap(({ body }) => body.nodes.flatMap((node) => [...concurrentSteps(node)])))
  return [...atOnce].flatMap(([node, beside]): ReadonlyArray<Finding> => {
    if (!isUndoable(node) || !isLeftBehind(node.activity, modules)) return []
    const { name, reference } = node.activity
    const message = `${describeNode(node)} can be interrupted by ${beside}, but activity '${name}' does not read its 'abortSignal': it goes on, and what it does then nothing undoes`
    const fix = "give 'abortSignal' to what it calls, so that it is waited for: async (input, { abortSignal }) => ..."
    return [{ code: "COMPENSATION.LEFT_BEHIND", node: reference.span, message, fix }]
  })
}

function isUndoable(node: PlanNode<SourceCode>): node is Step {
  return node.kind === "step" && (node.compensate !== undefined || node.activity.options?.has("compensate") === true)
}

/** An Effect is waited for, and so is an activity that has read the signal. What cannot be read may have. */
function isLeftBehind(activity: SourceActivity, modules: ModuleSources): boolean {
  const run = activityFunction(activity, modules)
  if (!isFunction(run) || !Node.isAsyncable(run) || !run.isAsync()) return false
  // One that calls nothing has done what it does before anything can interrupt it.
  if (descendants(run, Node.isCallExpression).length === 0) return false
  const context = run.getParameters()[1]
  return context === undefined || !readsSignal(context.getNameNode(), run)
}

/** One that gives all of its context to something else may have it read there. */
function readsSignal(context: SyntaxNode, run: SyntaxNode): boolean {
  if (Node.isObjectBindingPattern(context)) {
    return context
      .getElements()
      .some(
        (each) =>
          each.getDotDotDotToken() !== undefined ||
          (each.getPropertyNameNode() ?? each.getNameNode()).getText() === "abortSignal",
      )
  }
  const uses = descendants(run, Node.isIdentifier).filter(
    (each) => each !== context && each.getText() === context.getText(),
  )
  return uses.some((use) => {
    const parent = use.getParent()
    return !Node.isPropertyAccessExpression(parent) || parent.getName() === "abortSignal"
  })
}

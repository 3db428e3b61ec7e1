import { durationMillis, InternalError } from "@millrace/plan"
import type { DurationInput, HumanNode, Node, RetryPolicy, StepNode } from "@millrace/plan"
import type { LoadedFlow, SourceCode, SourceExpression } from "../1-load/source-code.ts"
import { keepExpression } from "./author-code/keep-expression.ts"
import type { Expression, LiteralValue } from "./expression.ts"
import { callAbi, literal } from "./expression.ts"
import { capitalized, joinedIdentifier } from "./names/identifier.ts"
import type { LocalNames } from "./names/local-names.ts"
import { operationOptions } from "./operation-options.ts"
import type { PlacedStep } from "./plan-steps.ts"
import { placedSteps } from "./plan-steps.ts"
import type { Definition } from "./runner-module.ts"

/** The constants at the head of the module, and which one defines each step or task. */
export interface LoweredDefinitions {
  readonly definitions: ReadonlyArray<Definition>
  readonly byNode: ReadonlyMap<Node<SourceCode>, string>
}

/** A definition before it has a name. Steps that are equal in all of it share one constant. */
interface Draft {
  readonly value: Expression
  readonly places: ReadonlyArray<PlacedStep>
}

/**
 * Defines every step and task of a module once: `const readStep = step("read", readMetadata)`.
 *
 * **Details**
 *
 * Two different steps of one name are told apart by the block they stand in (`extractInvoiceStep`,
 * `extractReceiptStep`), then by the blocks around it, then by the workflow.
 */
export function lowerDefinitions(flows: ReadonlyArray<LoadedFlow>, names: LocalNames): LoweredDefinitions {
  const drafts = new Map<string, Draft>()
  for (const place of flows.flatMap(placedSteps)) {
    const key = draftKey(place)
    const draft = drafts.get(key)
    drafts.set(key, { value: draft?.value ?? definitionValue(place), places: [...(draft?.places ?? []), place] })
  }
  const all = [...drafts.values()]
  const definitions: Array<Definition> = []
  const byNode = new Map<Node<SourceCode>, string>()
  for (const draft of all) {
    const name = names.take(definitionName(draft, all))
    definitions.push({ kind: "definition", name, value: draft.value })
    for (const { node } of draft.places) byNode.set(node, name)
  }
  return { definitions, byNode }
}

/** Gives the milliseconds of a duration that loading has found to be one. */
export function millis(duration: DurationInput): number {
  const found = durationMillis(duration)
  if (found === undefined) throw new InternalError(`'${duration}' is no duration`)
  return found
}

function definitionName(draft: Draft, all: ReadonlyArray<Draft>): string {
  const depth = Math.max(...draft.places.map(({ trail }) => trail.length))
  const rivals = all.filter((other) => other !== draft)
  for (let count = 0; count <= depth + 1; count++) {
    const name = nameWith(draft, count)
    if (!rivals.some((rival) => nameWith(rival, count) === name)) return name
  }
  return nameWith(draft, depth + 1)
}

function nameWith({ places: [place] }: Draft, count: number): string {
  if (place === undefined) throw new InternalError("a definition belongs to no step")
  const { node, trail, flow } = place
  const around = count > trail.length ? [flow.exportName, ...trail] : trail.slice(trail.length - count)
  const kind = node.kind === "step" ? "step" : "task"
  return `${joinedIdentifier([node.name, ...around], kind)}${capitalized(kind)}`
}

function draftKey({ node, flow }: PlacedStep): string {
  if (node.kind === "human") {
    const { name, form, assignees, deadline } = node
    return JSON.stringify(["human", name, form.node.getText(), assignees, deadline])
  }
  const { name, activity, retry, timeout, deadline } = node
  const byDefault = retry === undefined ? flow.plan.retry : undefined
  return JSON.stringify(["step", name, activity.reference.node.getText(), retry, byDefault, timeout, deadline])
}

function definitionValue({ node, flow }: PlacedStep): Expression {
  return node.kind === "human" ? humanValue(node) : stepValue(node, flow.plan.retry)
}

function stepValue(node: StepNode<SourceCode>, flowRetry: RetryPolicy | undefined): Expression {
  const { name, activity, retry, timeout, deadline } = node
  return callAbi(
    "step",
    literal(name),
    keepExpression(activity.reference),
    ...operationOptions({
      retry: retry && policyLiteral(retry),
      timeout: timeout === undefined ? undefined : millis(timeout),
      deadline: deadline === undefined ? undefined : millis(deadline),
      defaultRetry: retry === undefined && flowRetry !== undefined ? policyLiteral(flowRetry) : undefined,
    }),
  )
}

function humanValue(node: HumanNode<SourceCode>): Expression {
  const form: SourceExpression = node.form
  const options = operationOptions({
    form: keepExpression(form),
    assignees: node.assignees,
    deadline: node.deadline === undefined ? undefined : millis(node.deadline),
  })
  return callAbi("human", literal(node.name), ...options)
}

function policyLiteral(policy: RetryPolicy): LiteralValue {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined))
}

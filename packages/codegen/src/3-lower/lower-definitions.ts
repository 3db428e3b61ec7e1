import { durationMillis, InternalError } from "@millrace/plan"
import type { DurationInput, HumanNode, Node, RetryPolicy, StepNode } from "@millrace/plan"
import type { LoadedFlow, SourceCode, SourceExpression } from "../1-load/source-code.ts"
import { keepExpression } from "./author-code/keep-expression.ts"
import type { Expression, LiteralValue } from "./expression.ts"
import { callAbi, literal } from "./expression.ts"
import { joinedIdentifier } from "./names/identifier.ts"
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
  readonly place: PlacedStep
  readonly nodes: ReadonlyArray<Node<SourceCode>>
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
  const all = draftsOf(flows.flatMap(placedSteps))
  const definitions: Array<Definition> = []
  const byNode = new Map<Node<SourceCode>, string>()
  for (const draft of all) {
    const name = names.takeFirst([definitionName(draft, all)])
    definitions.push({ kind: "definition", name, value: definitionValue(draft.place) })
    for (const node of draft.nodes) byNode.set(node, name)
  }
  return { definitions, byNode }
}

/** Gives the milliseconds of a duration that loading has found to be one. */
export function millis(duration: DurationInput): number {
  const found = durationMillis(duration)
  if (found === undefined) throw new InternalError(`'${duration}' is no duration`)
  return found
}

/** Equal steps share a definition, unless their name has to say where one of them stands. */
function draftsOf(places: ReadonlyArray<PlacedStep>): ReadonlyArray<Draft> {
  const keysByName = new Map<string, Set<string>>()
  for (const place of places) {
    const name = nameWith({ place }, 0)
    keysByName.set(name, (keysByName.get(name) ?? new Set()).add(draftKey(place)))
  }
  const drafts = new Map<string, Draft>()
  places.forEach((place, index) => {
    const isShared = keysByName.get(nameWith({ place }, 0))?.size === 1
    const key = isShared ? draftKey(place) : String(index)
    const draft = drafts.get(key) ?? { place, nodes: [] }
    drafts.set(key, { ...draft, nodes: [...draft.nodes, place.node] })
  })
  return [...drafts.values()]
}

/** The shortest name that no other definition has; where there is none, one that gets a number. */
function definitionName(draft: Draft, all: ReadonlyArray<Draft>): string {
  const rivals = all.filter((other) => other !== draft)
  for (let count = 0; count <= draft.place.trail.length + 1; count++) {
    const name = nameWith(draft, count)
    if (!rivals.some((rival) => nameWith(rival, count) === name)) return name
  }
  return nameWith(draft, Math.min(1, draft.place.trail.length))
}

/** A name made of the step's and those of so many blocks around it, the workflow beyond them. */
function nameWith({ place: { node, trail, flow } }: Pick<Draft, "place">, count: number): string {
  const around = count > trail.length ? [flow.exportName, ...trail] : trail.slice(trail.length - count)
  const suffix = node.kind === "step" ? "Step" : "Task"
  return `${joinedIdentifier([node.name, ...around], "unnamed")}${suffix}`
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

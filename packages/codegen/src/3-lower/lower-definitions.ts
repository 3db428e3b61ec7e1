import type { Node } from "@millrace/plan"
import type { LoadedFlow, SourceCode, SourceDeclared, SourceExpression } from "../1-load/source-code.ts"
import { defineNode } from "./define-node.ts"
import type { ChildRunners } from "./child-runners.ts"
import type { DefinedNode } from "./definition-of.ts"
import type { Expression } from "./expression.ts"
import { joinedIdentifier } from "./names/identifier.ts"
import type { LocalNames } from "./names/local-names.ts"
import type { PlacedStep } from "./plan-steps.ts"
import { placedSteps } from "./plan-steps.ts"
import type { Definition, ResultType } from "./runner-module.ts"

/** The constants at the head of the module, and which one defines each step or task. */
export interface LoweredDefinitions {
  readonly definitions: ReadonlyArray<Definition>
  readonly byNode: ReadonlyMap<Node<SourceCode>, string>
}

/** A definition before it has a name. Steps that are equal in all of it share one constant. */
interface Draft {
  readonly place: PlacedStep
  readonly value: Expression
  readonly nodes: Array<Node<SourceCode>>
}

/**
 * Defines every step and task of a module once: `const readStep = step("read", readMetadata)`.
 *
 * **Details**
 *
 * Two different steps of one name are told apart by the block they stand in (`extractInvoiceStep`,
 * `extractReceiptStep`), then by the blocks around it, then by the workflow.
 */
export function lowerDefinitions(
  flows: ReadonlyArray<LoadedFlow>,
  names: LocalNames,
  runners: ChildRunners,
): LoweredDefinitions {
  const all = draftsOf(flows.flatMap(placedSteps), runners)
  const nameOf = definitionNames(all)
  const definitions: Array<Definition> = []
  const byNode = new Map<Node<SourceCode>, string>()
  for (const draft of all) {
    const name = names.takeFirst([nameOf(draft)])
    const { node } = draft.place
    const origin = node.span?.start
    const result = resultType(node)
    definitions.push({
      kind: "definition",
      name,
      value: draft.value,
      isHoisted: hasIdentity(node),
      ...(result === undefined ? {} : { result }),
      ...(origin === undefined ? {} : { origin }),
    })
    for (const node of draft.nodes) byNode.set(node, name)
  }
  return { definitions, byNode }
}

/** Equal steps share a definition, unless their name has to say where one of them stands. */
function draftsOf(places: ReadonlyArray<PlacedStep>, runners: ChildRunners): ReadonlyArray<Draft> {
  const all = places.map((place, index) => {
    const value = defineNode(place, runners)
    // A cache belongs to the step that declares it.
    const isOwn = place.node.kind === "step" && place.node.cache !== undefined
    return { place, value, index, name: nameWith(place, 0), key: isOwn ? String(index) : keyOf(value) }
  })
  const keysByName = new Map<string, Set<string>>()
  for (const { name, key } of all) keysByName.set(name, (keysByName.get(name) ?? new Set()).add(key))
  const drafts = new Map<string, Draft>()
  for (const { place, value, index, name, key } of all) {
    const shared = keysByName.get(name)?.size === 1 ? key : String(index)
    const draft = drafts.get(shared) ?? { place, value, nodes: [] }
    draft.nodes.push(place.node)
    drafts.set(shared, draft)
  }
  return [...drafts.values()]
}

/** Expressions are equal wherever in the flow file they are written. */
function keyOf(value: Expression): string {
  return JSON.stringify(value, (key, each: unknown) => (key === "origin" ? undefined : each))
}

/** What is kept of a step, or sent to a task, belongs to the one that was made first. */
function hasIdentity(node: DefinedNode): boolean {
  return node.kind !== "step" || node.cache !== undefined
}

/** An activity's result is its second type parameter, a capability's its third: after its name. */
function resultType(node: DefinedNode): ResultType | undefined {
  if (node.kind === "agent") return resultOf(node.capability, 2)
  if (node.kind !== "step" || node.onFailure === "continue") return undefined
  return resultOf(node.activity, 1)
}

function resultOf(
  { reference, declaration }: SourceDeclared<"activity" | "capability">,
  parameter: number,
): ResultType {
  const declared = `${declaration.getSourceFile().getFilePath()}:${declaration.getStart()}`
  return { position: nameEnd(reference), parameter, declared }
}

/** Of `activities.read` it is `read` that has the type. */
function nameEnd({ node }: SourceExpression): number {
  return node.getEnd() - 1
}

/** Finds the shortest name of a draft that no other one has; where there is none, one that gets a number. */
function definitionNames(all: ReadonlyArray<Draft>): (draft: Draft) => string {
  const counts: Array<ReadonlyMap<string, number>> = []
  const countsAt = (length: number): ReadonlyMap<string, number> => {
    counts[length] ??= countNames(all.map(({ place }) => nameWith(place, length)))
    return counts[length]
  }
  return ({ place }) => {
    for (let length = 0; length <= place.trail.length + 1; length++) {
      const name = nameWith(place, length)
      if (countsAt(length).get(name) === 1) return name
    }
    return nameWith(place, Math.min(1, place.trail.length))
  }
}

function countNames(names: ReadonlyArray<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** A name made of the step's and those of so many blocks around it, the workflow beyond them. */
function nameWith({ node, trail, flow }: PlacedStep, count: number): string {
  const around = count > trail.length ? [flow.exportName, ...trail] : trail.slice(trail.length - count)
  return `${joinedIdentifier([node.name, ...around], "unnamed")}${suffixes[node.kind]}`
}

const suffixes: Readonly<Record<DefinedNode["kind"], string>> = {
  agent: "Agent",
  child: "Child",
  human: "Task",
  signal: "Signal",
  step: "Step",
  webhook: "Webhook",
}

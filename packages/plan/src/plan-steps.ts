import type { Code } from "./code.ts"
import type { Block } from "./nodes/block.ts"
import type { Node, NodeKind } from "./nodes/node.ts"
import type { ParallelBranch } from "./nodes/parallel.ts"
import type { SignalNode } from "./nodes/signal.ts"
import { childPath, repeatedPath } from "./path.ts"
import type { StepPath } from "./path.ts"
import type { Plan } from "./plan.ts"
import { visit } from "./visitor.ts"

/** One named step of a plan, as progress displays and reports list it. */
export interface PlanStep {
  /** Where it stands; a repetition has empty brackets: `texts[].ocr`. */
  readonly path: StepPath
  readonly kind: Exclude<NodeKind, "let" | "parallel" | "graph">
  /** The name of what it calls: an activity, capability or workflow. */
  readonly activity?: string
}

/**
 * Gives the steps of a plan in the order they were written, blocks included.
 *
 * **Details**
 *
 * A `let` is no step of its own, and a `parallel` or `graph` has no name: only what its branches hold is listed.
 */
export function planSteps<C extends Code>(plan: Plan<C>): ReadonlyArray<PlanStep> {
  return blockSteps("", plan.body).map(({ path, node }) => {
    const activity = calledName(node)
    return { path, kind: node.kind, ...(activity === undefined ? {} : { activity }) }
  })
}

/** Gives the signals of a plan, each with where it stands. */
export function placedSignals<C extends Code>(plan: Plan<C>): ReadonlyArray<Placed<SignalNode<C>>> {
  return blockSteps("", plan.body).flatMap(({ path, node }) => (node.kind === "signal" ? [{ path, node }] : []))
}

/** Tells whether messages come to a workflow: for its signals, or for those of its children. */
export function takesMessages<C extends Code>(plan: Plan<C>): boolean {
  return blockSteps("", plan.body).some(({ node }) => node.kind === "signal" || node.kind === "child")
}

/** A node, and where it stands. */
export interface Placed<Each> {
  readonly path: StepPath
  readonly node: Each
}

type StepLike<C extends Code> = Exclude<Node<C>, { readonly kind: "let" | "parallel" | "graph" }>
type Steps<C extends Code> = ReadonlyArray<Placed<StepLike<C>>>

function calledName<C extends Code>(node: StepLike<C>): string | undefined {
  if (node.kind === "step") return node.activity.name
  if (node.kind === "agent") return node.capability.name
  return node.kind === "child" ? node.workflow.name : undefined
}

function blockSteps<C extends Code>(at: StepPath, block: Block<C>): Steps<C> {
  return block.nodes.flatMap((node) => nodeSteps(at, node))
}

function nodeSteps<C extends Code>(at: StepPath, node: Node<C>): Steps<C> {
  if (node.kind === "let") return []
  if (node.kind === "parallel") return namedSteps(at, node.branches)
  if (node.kind === "graph") return namedSteps(at, node.members)
  const path = childPath(at, node.name)
  return [{ path, node }, ...stepsInside(path, node)]
}

function namedSteps<C extends Code>(at: StepPath, branches: ReadonlyArray<ParallelBranch<C>>): Steps<C> {
  return branches.flatMap(({ name, block }) => blockSteps(childPath(at, name), block))
}

function stepsInside<C extends Code>(path: StepPath, node: Node<C>): Steps<C> {
  const branch = (label: string, block: Block<C> | undefined): Steps<C> =>
    block === undefined ? [] : blockSteps(childPath(path, label), block)
  return visit<C, Steps<C>>(node, {
    step: () => [],
    let: () => [],
    parallel: () => [],
    graph: () => [],
    when: ({ then, otherwise }) => [...branch("then", then), ...branch("otherwise", otherwise)],
    match: ({ cases, otherwise }) => [
      ...cases.flatMap(({ label, block }) => branch(label, block)),
      ...branch("otherwise", otherwise),
    ],
    loop: ({ body }) => blockSteps(repeatedPath(path, ""), body),
    forEach: ({ body }) => blockSteps(repeatedPath(path, ""), body),
    try: ({ body, handlers }) => [
      ...branch("try", body),
      ...handlers.flatMap(({ tag, block }) => blockSteps(childPath(childPath(path, "catch"), tag), block)),
    ],
    race: ({ branches }) => branches.flatMap(({ name, block }) => branch(name, block)),
    saga: ({ body }) => blockSteps(path, body),
    use: ({ body }) => blockSteps(path, body),
    sleep: () => [],
    signal: ({ onDeadline }) => branch("onDeadline", onDeadline),
    human: ({ onDeadline }) => branch("onDeadline", onDeadline),
    webhook: ({ onDeadline }) => branch("onDeadline", onDeadline),
    agent: () => [],
    child: () => [],
  })
}

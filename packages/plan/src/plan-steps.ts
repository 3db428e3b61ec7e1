import type { Code } from "./code.ts"
import type { Block } from "./nodes/block.ts"
import type { Node, NodeKind } from "./nodes/node.ts"
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
  return blockSteps("", plan.body)
}

function blockSteps<C extends Code>(at: StepPath, block: Block<C>): ReadonlyArray<PlanStep> {
  return block.nodes.flatMap((node) => nodeSteps(at, node))
}

function nodeSteps<C extends Code>(at: StepPath, node: Node<C>): ReadonlyArray<PlanStep> {
  return visit<C, ReadonlyArray<PlanStep>>(node, {
    step: ({ kind, name, activity }) => [{ path: childPath(at, name), kind, activity: activity.name }],
    let: () => [],
    parallel: ({ branches }) => branches.flatMap(({ name, block }) => blockSteps(childPath(at, name), block)),
    when: ({ kind, name, then, otherwise }) => [
      { path: childPath(at, name), kind },
      ...branchSteps(childPath(at, name), "then", then),
      ...branchSteps(childPath(at, name), "otherwise", otherwise),
    ],
    match: ({ kind, name, cases, otherwise }) => [
      { path: childPath(at, name), kind },
      ...cases.flatMap(({ label, block }) => branchSteps(childPath(at, name), label, block)),
      ...branchSteps(childPath(at, name), "otherwise", otherwise),
    ],
    loop: ({ kind, name, body }) => [
      { path: childPath(at, name), kind },
      ...blockSteps(repeatedPath(childPath(at, name), ""), body),
    ],
    forEach: ({ kind, name, body }) => [
      { path: childPath(at, name), kind },
      ...blockSteps(repeatedPath(childPath(at, name), ""), body),
    ],
    try: ({ kind, name, body, handlers }) => [
      { path: childPath(at, name), kind },
      ...branchSteps(childPath(at, name), "try", body),
      ...handlers.flatMap(({ tag, block }) => branchSteps(childPath(childPath(at, name), "catch"), tag, block)),
    ],
    race: ({ kind, name, branches }) => [
      { path: childPath(at, name), kind },
      ...branches.flatMap((branch) => branchSteps(childPath(at, name), branch.name, branch.block)),
    ],
    graph: ({ members }) => members.flatMap(({ name, block }) => blockSteps(childPath(at, name), block)),
    saga: ({ kind, name, body }) => [{ path: childPath(at, name), kind }, ...blockSteps(childPath(at, name), body)],
    use: ({ kind, name, body }) => [{ path: childPath(at, name), kind }, ...blockSteps(childPath(at, name), body)],
    sleep: ({ kind, name }) => [{ path: childPath(at, name), kind }],
    signal: (node) => waitingSteps(at, node),
    human: (node) => waitingSteps(at, node),
    webhook: (node) => waitingSteps(at, node),
    agent: ({ kind, name, capability }) => [{ path: childPath(at, name), kind, activity: capability.name }],
    child: ({ kind, name, workflow }) => [{ path: childPath(at, name), kind, activity: workflow.name }],
  })
}

function waitingSteps<C extends Code>(
  at: StepPath,
  { kind, name, onDeadline }: Extract<Node<C>, { readonly kind: "signal" | "human" | "webhook" }>,
): ReadonlyArray<PlanStep> {
  const path = childPath(at, name)
  return [{ path, kind }, ...branchSteps(path, "onDeadline", onDeadline)]
}

function branchSteps<C extends Code>(
  at: StepPath,
  branch: string,
  block: Block<C> | undefined,
): ReadonlyArray<PlanStep> {
  return block === undefined ? [] : blockSteps(childPath(at, branch), block)
}

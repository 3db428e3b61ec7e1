import { visit } from "@millrace/plan"
import type { Block, HumanNode, Node, StepNode } from "@millrace/plan"
import type { LoadedFlow, SourceCode } from "../1-load/source-code.ts"

/** A step or task of a plan, and the names of the blocks around it, outermost first. */
export interface PlacedStep {
  readonly node: HumanNode<SourceCode> | StepNode<SourceCode>
  readonly trail: ReadonlyArray<string>
  readonly flow: LoadedFlow
}

/** Gives every step and task of a flow in the order they were written. */
export function placedSteps(flow: LoadedFlow): ReadonlyArray<PlacedStep> {
  const inBlock = (block: Block<SourceCode> | undefined, trail: ReadonlyArray<string>): ReadonlyArray<PlacedStep> =>
    block === undefined ? [] : block.nodes.flatMap((node) => inNode(node, trail))
  const inNode = (node: Node<SourceCode>, trail: ReadonlyArray<string>): ReadonlyArray<PlacedStep> =>
    visit<SourceCode, ReadonlyArray<PlacedStep>>(node, {
      step: (step) => [{ node: step, trail, flow }],
      let: () => [],
      parallel: ({ branches }) => branches.flatMap(({ name, block }) => inBlock(block, [...trail, name])),
      when: ({ name, then, otherwise }) => [
        ...inBlock(then, [...trail, name, "then"]),
        ...inBlock(otherwise, [...trail, name, "otherwise"]),
      ],
      match: ({ name, cases, otherwise }) => [
        ...cases.flatMap(({ label, block }) => inBlock(block, [...trail, name, label])),
        ...inBlock(otherwise, [...trail, name, "otherwise"]),
      ],
      loop: ({ name, body }) => inBlock(body, [...trail, name]),
      forEach: ({ name, body }) => inBlock(body, [...trail, name]),
      try: ({ name, body, handlers }) => [
        ...inBlock(body, [...trail, name]),
        ...handlers.flatMap(({ tag, block }) => inBlock(block, [...trail, name, tag])),
      ],
      human: (human) => [
        { node: human, trail, flow },
        ...inBlock(human.onDeadline, [...trail, human.name, "onDeadline"]),
      ],
    })
  return inBlock(flow.plan.body, [])
}

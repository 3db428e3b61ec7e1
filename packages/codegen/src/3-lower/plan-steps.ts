import { visit } from "@millrace/plan"
import type { Block, Node } from "@millrace/plan"
import type { LoadedFlow, SourceCode } from "../1-load/source-code.ts"
import type { DefinedNode } from "./definition-of.ts"

/** A step or task of a plan, and the names of the blocks around it, outermost first. */
export interface PlacedStep {
  readonly node: DefinedNode
  readonly trail: ReadonlyArray<string>
  readonly flow: LoadedFlow
  /** Whether a saga stands around it. */
  readonly isInSaga: boolean
}

/** Gives every step, task and other operation of a flow that is defined once, in the order they were written. */
export function placedSteps(flow: LoadedFlow): ReadonlyArray<PlacedStep> {
  const found: Array<PlacedStep> = []
  let sagas = 0
  const add = (node: DefinedNode, trail: ReadonlyArray<string>): void => {
    found.push({ node, trail, flow, isInSaga: sagas > 0 })
  }
  const inBlock = (block: Block<SourceCode> | undefined, trail: ReadonlyArray<string>): void =>
    block?.nodes.forEach((node) => inNode(node, trail))
  const waiting = (node: WaitingNode, trail: ReadonlyArray<string>): void => {
    add(node, trail)
    inBlock(node.onDeadline, [...trail, node.name, "onDeadline"])
  }
  const inNode = (node: Node<SourceCode>, trail: ReadonlyArray<string>): void =>
    visit<SourceCode, void>(node, {
      step: (step) => add(step, trail),
      agent: (agent) => add(agent, trail),
      child: (child) => add(child, trail),
      human: (human) => waiting(human, trail),
      signal: (signal) => waiting(signal, trail),
      webhook: (webhook) => waiting(webhook, trail),
      let: () => undefined,
      sleep: () => undefined,
      parallel: ({ branches }) => branches.forEach(({ name, block }) => inBlock(block, [...trail, name])),
      race: ({ name, branches }) => branches.forEach((branch) => inBlock(branch.block, [...trail, name, branch.name])),
      graph: ({ members }) => members.forEach(({ name, block }) => inBlock(block, [...trail, name])),
      when: ({ name, then, otherwise }) => {
        inBlock(then, [...trail, name, "then"])
        inBlock(otherwise, [...trail, name, "otherwise"])
      },
      match: ({ name, cases, otherwise }) => {
        for (const { label, block } of cases) inBlock(block, [...trail, name, label])
        inBlock(otherwise, [...trail, name, "otherwise"])
      },
      loop: ({ name, body }) => inBlock(body, [...trail, name]),
      forEach: ({ name, body }) => inBlock(body, [...trail, name]),
      saga: ({ name, body }) => {
        sagas += 1
        inBlock(body, [...trail, name])
        sagas -= 1
      },
      use: ({ name, body }) => inBlock(body, [...trail, name]),
      try: ({ name, body, handlers }) => {
        inBlock(body, [...trail, name])
        for (const { tag, block } of handlers) inBlock(block, [...trail, name, tag])
      },
    })
  inBlock(flow.plan.body, [])
  return found
}

type WaitingNode = Extract<DefinedNode, { readonly kind: "human" | "signal" | "webhook" }>

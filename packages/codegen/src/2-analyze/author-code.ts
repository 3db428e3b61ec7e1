import { blocksOf, visit } from "@millrace/plan"
import type { Block, Node, Plan } from "@millrace/plan"
import type { SourceCode, SourceExpression, SourceMapping } from "../1-load/source-code.ts"

/** Gives every piece of the author's code in a plan, in the order of the plan. */
export function authorCodeOf(plan: Plan<SourceCode>): ReadonlyArray<SourceMapping> {
  return present([plan.input, plan.output, plan.vars, ...blockCode(plan.body)])
}

function blockCode(block: Block<SourceCode>): ReadonlyArray<SourceMapping> {
  return present([
    ...block.nodes.flatMap((node) => [...nodeCode(node), ...blocksOf(node).flatMap(blockCode)]),
    block.returns,
  ])
}

function nodeCode(node: Node<SourceCode>): ReadonlyArray<SourceMapping> {
  return visit<SourceCode, ReadonlyArray<SourceMapping>>(node, {
    step: ({ activity, mapping }) => present([activity.reference, mapping]),
    let: ({ mapping }) => [mapping],
    parallel: () => [],
    when: ({ predicate }) => [predicate],
    match: ({ on }) => [on],
    loop: ({ initial, test }) => [initial, test.predicate],
    forEach: ({ items, key }) => present([items, key]),
    try: () => [],
    human: ({ form, show }) => present<SourceMapping | SourceExpression>([form, show]),
  })
}

function present<T>(given: ReadonlyArray<T | undefined>): ReadonlyArray<T> {
  return given.filter((each) => each !== undefined)
}

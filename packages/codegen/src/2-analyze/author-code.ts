import { blocksOf, visit } from "@millrace/plan"
import type { Block, Node, Plan } from "@millrace/plan"
import type { SourceCode, SourceMapping } from "../1-load/source-code.ts"

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
    step: ({ activity, mapping, when, compensate, pool, rateLimit, cache }) =>
      present([
        activity.reference,
        mapping,
        when,
        compensate?.activity.reference,
        compensate?.mapping,
        pool?.reference,
        rateLimit?.reference,
        cache?.key,
      ]),
    let: ({ mapping }) => [mapping],
    parallel: () => [],
    race: () => [],
    graph: () => [],
    when: ({ predicate }) => [predicate],
    match: ({ on }) => [on],
    loop: ({ initial, test }) => [initial, test.predicate],
    forEach: ({ items, key }) => present([items, key]),
    try: () => [],
    saga: () => [],
    use: ({ resource }) => [resource.reference],
    sleep: ({ until }) => present([until]),
    signal: ({ payload }) => [payload],
    human: ({ form, show }) => present<SourceMapping>([form, show]),
    webhook: ({ payload, announce, mapping, verify }) =>
      present<SourceMapping>([payload, announce.reference, mapping, verify]),
    agent: ({ capability, mapping }) => present([capability.reference, mapping]),
    // The child's own runner is imported instead of the flow.
    child: ({ mapping }) => present([mapping]),
  })
}

function present<T>(given: ReadonlyArray<T | undefined>): ReadonlyArray<T> {
  return given.filter((each) => each !== undefined)
}

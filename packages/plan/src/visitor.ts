import type { Code } from "./code.ts"
import type { Block } from "./nodes/block.ts"
import type { Node, NodeKind } from "./nodes/node.ts"

/** A function for every kind of node; leaving one out does not compile. */
export type Visitor<C extends Code, Result> = {
  readonly [Kind in NodeKind]: (node: Extract<Node<C>, { readonly kind: Kind }>) => Result
}

/** Calls the visitor's function for the kind of this node. */
export function visit<C extends Code, Result>(node: Node<C>, visitor: Visitor<C, Result>): Result {
  // The union and the record are keyed by the same literal, which TypeScript cannot follow through an index.
  const call = visitor[node.kind] as (node: Node<C>) => Result
  return call(node)
}

/** Gives the blocks directly inside a node, in the order they were written. */
export function blocksOf<C extends Code>(node: Node<C>): ReadonlyArray<Block<C>> {
  return visit<C, ReadonlyArray<Block<C>>>(node, {
    step: () => [],
    let: () => [],
    parallel: ({ branches }) => branches.map((branch) => branch.block),
    when: ({ then, otherwise }) => [then, ...present(otherwise)],
    match: ({ cases, otherwise }) => [...cases.map((each) => each.block), ...present(otherwise)],
    loop: ({ body }) => [body],
    forEach: ({ body }) => [body],
    try: ({ body, handlers }) => [body, ...handlers.map((each) => each.block)],
    race: ({ branches }) => branches.map((branch) => branch.block),
    graph: ({ members }) => members.map((member) => member.block),
    saga: ({ body }) => [body],
    use: ({ body }) => [body],
    sleep: () => [],
    signal: ({ onDeadline }) => present(onDeadline),
    human: ({ onDeadline }) => present(onDeadline),
    webhook: ({ onDeadline }) => present(onDeadline),
    agent: () => [],
    child: () => [],
  })
}

function present<C extends Code>(block: Block<C> | undefined): ReadonlyArray<Block<C>> {
  return block === undefined ? [] : [block]
}

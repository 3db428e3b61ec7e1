import type { Code } from "./code.ts"
import type { Block } from "./nodes/block.ts"
import type { Node } from "./nodes/node.ts"
import type { Span } from "./span.ts"
import { visit } from "./visitor.ts"

/** A function of the scope that a node has, or `undefined` where the whole scope is the input of what it calls. */
export interface ScopeReader<C extends Code> {
  readonly mapping: C["mapping"] | undefined
  /** Whose it is, for messages: `'when' of step 'charge'`. */
  readonly owner: string
  /** The option that it is, where it is one: `when`. */
  readonly option?: string
  /** Names that it sees besides the scope. */
  readonly gives: ReadonlyArray<string>
}

/** A block inside a node. */
export interface InnerBlock<C extends Code> {
  /** What tells it from the node's other blocks. */
  readonly label: string
  /** Whose it is, for messages: `the body of loop 'checked'`. */
  readonly owner: string
  /** Names that it sees besides the scope. */
  readonly gives: ReadonlyArray<string>
  readonly block: Block<C>
}

/** Names a node for messages: `step 'charge'`, `'parallel'`. */
export function describeNode<C extends Code>(node: Node<C>): string {
  return node.kind === "parallel" || node.kind === "graph" ? `'${node.kind}'` : `${node.kind} '${node.name}'`
}

/** Gives the functions of the scope that a node itself has, those inside its blocks not included. */
export function scopeReaders<C extends Code>(node: Node<C>): ReadonlyArray<ScopeReader<C>> {
  const owner = describeNode(node)
  const own = (mapping: C["mapping"] | undefined): ScopeReader<C> => ({ mapping, owner, gives: [] })
  const option = (name: string, mapping: C["mapping"] | undefined): ReadonlyArray<ScopeReader<C>> =>
    mapping === undefined
      ? []
      : [{ mapping, owner: `'${name}' of ${owner}`, option: name.split(".").at(-1) ?? name, gives: [] }]
  return visit<C, ReadonlyArray<ScopeReader<C>>>(node, {
    step: ({ name, mapping, when, compensate, cache }) => [
      own(mapping),
      ...option("when", when),
      ...(compensate === undefined
        ? []
        : [{ mapping: compensate.mapping, owner: `'compensate' of ${owner}`, option: "map", gives: [name] }]),
      ...option("cache.key", cache?.key),
    ],
    let: ({ mapping }) => [own(mapping)],
    parallel: () => [],
    race: () => [],
    graph: () => [],
    when: ({ predicate }) => [own(predicate)],
    match: ({ on }) => [own(on)],
    loop: ({ initial }) => option("initial", initial),
    forEach: ({ items }) => [own(items)],
    try: () => [],
    saga: () => [],
    use: () => [],
    sleep: ({ until }) => (until === undefined ? [] : [own(until)]),
    signal: () => [],
    human: ({ show }) => (show === undefined ? [] : [{ ...own(show), option: "show" }]),
    webhook: ({ mapping }) => option("map", mapping),
    agent: ({ mapping }) => [own(mapping)],
    child: ({ mapping }) => [own(mapping)],
  })
}

/** Gives the blocks directly inside a node, in the order they were written. */
export function innerBlocks<C extends Code>(node: Node<C>): ReadonlyArray<InnerBlock<C>> {
  const owner = describeNode(node)
  const body = (block: Block<C>, gives: ReadonlyArray<string> = []): ReadonlyArray<InnerBlock<C>> => [
    { label: "body", owner: `the body of ${owner}`, gives, block },
  ]
  const option = (label: string, block: Block<C> | undefined): ReadonlyArray<InnerBlock<C>> =>
    block === undefined ? [] : [{ label, owner: `'${label}' of ${owner}`, gives: [], block }]
  return visit<C, ReadonlyArray<InnerBlock<C>>>(node, {
    step: () => [],
    let: () => [],
    parallel: ({ branches }) =>
      branches.map(({ name, block }) => ({ label: name, owner: `branch '${name}'`, gives: [], block })),
    race: ({ branches }) =>
      branches.map(({ name, block }) => ({ label: name, owner: `branch '${name}' of ${owner}`, gives: [], block })),
    graph: ({ members }) =>
      members.map(({ name, needs, block }) => ({ label: name, owner: `node '${name}'`, gives: needs, block })),
    when: ({ then, otherwise }) => [
      { label: "then", owner: `the block of ${owner}`, gives: [], block: then },
      ...option("otherwise", otherwise),
    ],
    match: ({ cases, otherwise }) => [
      ...cases.map(({ label, block }) => ({ label, owner: `case '${label}' of ${owner}`, gives: [], block })),
      ...option("otherwise", otherwise),
    ],
    loop: (loop) => body(loop.body, ["state", "iteration"]),
    forEach: (forEach) => body(forEach.body, ["item", "index"]),
    try: ({ body: tried, handlers }) => [
      { label: "try", owner: `the body of ${owner}`, gives: [], block: tried },
      ...handlers.map(({ tag, block }) => ({
        label: tag,
        owner: `handler '${tag}' of ${owner}`,
        gives: ["error"],
        block,
      })),
    ],
    saga: (saga) => body(saga.body),
    use: (use) => body(use.body, ["resource"]),
    sleep: () => [],
    signal: ({ onDeadline }) => option("onDeadline", onDeadline),
    human: ({ onDeadline }) => option("onDeadline", onDeadline),
    webhook: ({ onDeadline }) => option("onDeadline", onDeadline),
    agent: () => [],
    child: () => [],
  })
}

/** A name that a node puts into scope, and where it is written. */
export interface NodeName<C extends Code> {
  readonly name: string
  readonly span: Span | undefined
  /** The node that defines it: for a branch's name, its `parallel`. */
  readonly node: Node<C>
}

/** Gives the names that a node puts into the scope of the steps after it. */
export function definedNames<C extends Code>(node: Node<C>): ReadonlyArray<NodeName<C>> {
  const parts = node.kind === "parallel" ? node.branches : node.kind === "graph" ? node.members : [node]
  const own = parts.map(({ name, span }) => ({ name, span, node }))
  const summary = node.kind === "parallel" || node.kind === "forEach" ? node.summary : undefined
  return summary === undefined ? own : [...own, { name: summary, span: node.span, node }]
}

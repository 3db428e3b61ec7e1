import { visit } from "@millrace/plan"
import type { Block, Node } from "@millrace/plan"
import type { SourceCode, SourceMapping } from "../1-load/source-code.ts"

/** A function of the scope that a node has, or `undefined` where the whole scope is the input of what it calls. */
export interface ScopeReader {
  readonly mapping: SourceMapping | undefined
  /** Whose it is, for messages: `'when' of step 'charge'`. */
  readonly owner: string
  /** Names that it sees besides the scope. */
  readonly gives: ReadonlyArray<string>
}

/** A block inside a node. */
export interface InnerBlock {
  /** What tells it from the node's other blocks. */
  readonly label: string
  /** Whose it is, for messages: `the body of loop 'checked'`. */
  readonly owner: string
  /** Names that it sees besides the scope. */
  readonly gives: ReadonlyArray<string>
  readonly block: Block<SourceCode>
}

/** Names a node for messages: `step 'charge'`, `'parallel'`. */
export function describeNode(node: Node<SourceCode>): string {
  return node.kind === "parallel" || node.kind === "graph" ? `'${node.kind}'` : `${node.kind} '${node.name}'`
}

/** Gives the functions of the scope that a node itself has, those inside its blocks not included. */
export function scopeReaders(node: Node<SourceCode>): ReadonlyArray<ScopeReader> {
  const owner = describeNode(node)
  const own = (mapping: SourceMapping | undefined): ScopeReader => ({ mapping, owner, gives: [] })
  const option = (
    name: string,
    mapping: SourceMapping | undefined,
    gives: ReadonlyArray<string> = [],
  ): ReadonlyArray<ScopeReader> => (mapping === undefined ? [] : [{ mapping, owner: `'${name}' of ${owner}`, gives }])
  return visit<SourceCode, ReadonlyArray<ScopeReader>>(node, {
    step: ({ name, mapping, when, compensate, cache }) => [
      own(mapping),
      ...option("when", when),
      ...(compensate === undefined
        ? []
        : [{ mapping: compensate.mapping, owner: `'compensate' of ${owner}`, gives: [name] }]),
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
    human: ({ show }) => (show === undefined ? [] : [own(show)]),
    webhook: ({ mapping }) => option("map", mapping),
    agent: ({ mapping }) => [own(mapping)],
    child: ({ mapping }) => [own(mapping)],
  })
}

/** Gives the blocks directly inside a node, in the order they were written. */
export function innerBlocks(node: Node<SourceCode>): ReadonlyArray<InnerBlock> {
  const owner = describeNode(node)
  const body = (block: Block<SourceCode>, gives: ReadonlyArray<string> = []): ReadonlyArray<InnerBlock> => [
    { label: "body", owner: `the body of ${owner}`, gives, block },
  ]
  const option = (label: string, block: Block<SourceCode> | undefined): ReadonlyArray<InnerBlock> =>
    block === undefined ? [] : [{ label, owner: `'${label}' of ${owner}`, gives: [], block }]
  return visit<SourceCode, ReadonlyArray<InnerBlock>>(node, {
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

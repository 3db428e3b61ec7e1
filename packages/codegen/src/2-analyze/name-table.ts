import { visit } from "@millrace/plan"
import type { Block, Node, Plan, Span } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"

/** The blocks around a place, outermost first: each a node, and which of its blocks. */
export type Trail = ReadonlyArray<{ readonly node: Node<SourceCode>; readonly label: string }>

/** A name that some step of the workflow defines, and where. */
export interface DefinedName {
  readonly name: string
  readonly span: Span | undefined
  /** The node that defines it: for a branch's name, its `parallel`. */
  readonly node: Node<SourceCode>
  readonly trail: Trail
}

/** Every name that a workflow defines anywhere. */
export type NameTable = ReadonlyArray<DefinedName>

/** Gives the names that a node puts into the scope of the steps after it. */
export function definedNames(node: Node<SourceCode>): ReadonlyArray<Omit<DefinedName, "trail">> {
  const own: ReadonlyArray<Omit<DefinedName, "trail">> =
    node.kind === "parallel"
      ? node.branches.map(({ name, span }) => ({ name, span, node }))
      : [{ name: node.name, span: node.span, node }]
  const summary = node.kind === "parallel" || node.kind === "forEach" ? node.summary : undefined
  return summary === undefined ? own : [...own, { name: summary, span: node.span, node }]
}

/** Lists every name of a workflow with the blocks around it. */
export function nameTable(plan: Plan<SourceCode>): NameTable {
  return namesOf(plan.body, [])
}

function namesOf(block: Block<SourceCode>, trail: Trail): NameTable {
  return block.nodes.flatMap((node) => [
    ...definedNames(node).map((each) => ({ ...each, trail })),
    ...labelledBlocks(node).flatMap(([label, inner]) => namesOf(inner, [...trail, { node, label }])),
  ])
}

type LabelledBlock = readonly [label: string, block: Block<SourceCode>]

/** Gives the blocks of a node with the label that tells each from the others. */
function labelledBlocks(node: Node<SourceCode>): ReadonlyArray<LabelledBlock> {
  const optional = (label: string, block: Block<SourceCode> | undefined): ReadonlyArray<LabelledBlock> =>
    block === undefined ? [] : [[label, block]]
  return visit<SourceCode, ReadonlyArray<LabelledBlock>>(node, {
    step: () => [],
    let: () => [],
    parallel: ({ branches }) => branches.map(({ name, block }) => [name, block]),
    when: ({ then, otherwise }) => [["then", then], ...optional("otherwise", otherwise)],
    match: ({ cases, otherwise }) => [
      ...cases.map(({ label, block }): LabelledBlock => [label, block]),
      ...optional("otherwise", otherwise),
    ],
    loop: ({ body }) => [["body", body]],
    forEach: ({ body }) => [["body", body]],
    try: ({ body, handlers }) => [["try", body], ...handlers.map(({ tag, block }): LabelledBlock => [tag, block])],
    human: ({ onDeadline }) => optional("onDeadline", onDeadline),
  })
}

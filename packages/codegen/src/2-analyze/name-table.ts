import type { Block, Node, Plan, Span } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import { innerBlocks } from "./node-parts.ts"

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

/** The names that a workflow defines anywhere, each with where it is defined first. */
export type NameTable = ReadonlyMap<string, DefinedName>

/** Gives the names that a node puts into the scope of the steps after it. */
export function definedNames(node: Node<SourceCode>): ReadonlyArray<Omit<DefinedName, "trail">> {
  const parts = node.kind === "parallel" ? node.branches : node.kind === "graph" ? node.members : [node]
  const own = parts.map(({ name, span }) => ({ name, span, node }))
  const summary = node.kind === "parallel" || node.kind === "forEach" ? node.summary : undefined
  return summary === undefined ? own : [...own, { name: summary, span: node.span, node }]
}

/** Lists every name of a workflow with the blocks around it. */
export function nameTable(plan: Plan<SourceCode>): NameTable {
  const table = new Map<string, DefinedName>()
  addNames(plan.body, [], table)
  return table
}

function addNames(block: Block<SourceCode>, trail: Trail, table: Map<string, DefinedName>): void {
  for (const node of block.nodes) {
    for (const each of definedNames(node)) {
      if (!table.has(each.name)) table.set(each.name, { ...each, trail })
    }
    for (const { label, block: inner } of innerBlocks(node)) addNames(inner, [...trail, { node, label }], table)
  }
}

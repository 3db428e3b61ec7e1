import { definedNames, innerBlocks } from "@millrace/plan"
import type { Block, Node, NodeName, Plan } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"

/** The blocks around a place, outermost first: each a node, and which of its blocks. */
export type Trail = ReadonlyArray<{ readonly node: Node<SourceCode>; readonly label: string }>

/** A name that some step of the workflow defines, and where. */
export interface DefinedName extends NodeName<SourceCode> {
  readonly trail: Trail
}

/** The names that a workflow defines anywhere, each with where it is defined first. */
export type NameTable = ReadonlyMap<string, DefinedName>

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

import { describeNode, innerBlocks, scopeReaders } from "@millrace/plan"
import type { Block, Node, Plan } from "@millrace/plan"
import type { SourceCode, SourceMapping } from "../1-load/source-code.ts"

/** A function that the plan evaluates, and whose it is, for messages: `'when' of step 'charge'`. */
export interface OwnedMapping {
  readonly mapping: SourceMapping
  readonly owner: string
}

/**
 * Gives every function that decides what a workflow does: inputs, conditions, tests, items, keys, `vars` and results.
 *
 * **Details**
 *
 * `verify` of a webhook is none of them: it is asked about a call from outside, and only its answer counts.
 */
export function mappingsOf(plan: Plan<SourceCode>): ReadonlyArray<OwnedMapping> {
  const owner = `flow '${plan.name}'`
  return [...owned(plan.vars, `'vars' of ${owner}`), ...blockMappings(plan.body, owner)]
}

function blockMappings(block: Block<SourceCode>, owner: string): ReadonlyArray<OwnedMapping> {
  return [...block.nodes.flatMap(nodeMappings), ...owned(block.returns, `'returns' of ${owner}`)]
}

function nodeMappings(node: Node<SourceCode>): ReadonlyArray<OwnedMapping> {
  return [
    ...scopeReaders(node).flatMap(({ mapping, owner }) => owned(mapping, owner)),
    ...testOf(node),
    ...innerBlocks(node).flatMap(({ block, owner }) => blockMappings(block, owner)),
  ]
}

function testOf(node: Node<SourceCode>): ReadonlyArray<OwnedMapping> {
  if (node.kind === "loop") return owned(node.test.predicate, `'${node.test.kind}' of ${describeNode(node)}`)
  return node.kind === "forEach" ? owned(node.key, `'key' of ${describeNode(node)}`) : []
}

function owned(mapping: SourceMapping | undefined, owner: string): ReadonlyArray<OwnedMapping> {
  return mapping === undefined ? [] : [{ mapping, owner }]
}

import type { Block, Node, Span } from "@millrace/plan"
import type { SourceCode, SourceLambda } from "../1-load/source-code.ts"
import type { LambdaFacts } from "./facts.ts"
import { definedNames } from "./name-table.ts"
import { namesRead } from "./names-read.ts"
import type { ScopeReader } from "./node-parts.ts"
import { innerBlocks, scopeReaders } from "./node-parts.ts"

/** What a node, with the blocks inside it, reads of the scope in which it stands. */
export interface ScopeReads {
  readonly names: ReadonlySet<string>
  /** The first code that may read any name, if there is one. */
  readonly unknown: UnknownReads | undefined
}

/** Code of which it cannot be told what it reads, and why. */
export interface UnknownReads {
  readonly owner: string
  readonly reason: string
  readonly span: Span | undefined
}

interface Findings {
  readonly lambdas: ReadonlyMap<SourceLambda, LambdaFacts>
  readonly names: Set<string>
  unknown: UnknownReads | undefined
}

/** Finds what a node reads of its scope: the names, and whether there may be others. */
export function scopeReads(node: Node<SourceCode>, lambdas: ReadonlyMap<SourceLambda, LambdaFacts>): ScopeReads {
  const findings: Findings = { lambdas, names: new Set(), unknown: undefined }
  nodeReads(node, new Set(), findings)
  return { names: findings.names, unknown: findings.unknown }
}

function nodeReads(node: Node<SourceCode>, inner: ReadonlySet<string>, findings: Findings): void {
  for (const reader of scopeReaders(node)) readerReads(reader, { node, inner, findings })
  for (const { block, owner, gives } of innerBlocks(node))
    blockReads(block, { owner, inner: new Set([...inner, ...gives]), findings })
}

function blockReads(
  block: Block<SourceCode>,
  place: { readonly owner: string; readonly inner: ReadonlySet<string>; readonly findings: Findings },
): void {
  const inner = new Set(place.inner)
  for (const node of block.nodes) {
    nodeReads(node, inner, place.findings)
    for (const { name } of definedNames(node)) inner.add(name)
  }
  if (block.returns === undefined) return
  const reader = { mapping: block.returns, owner: `'returns' of ${place.owner}`, gives: [] }
  readerReads(reader, { node: undefined, inner, findings: place.findings })
}

/** Adds the names that code reads and that are not of a block inside the node. */
function readerReads(
  { mapping, owner, gives }: ScopeReader,
  place: {
    readonly node: Node<SourceCode> | undefined
    readonly inner: ReadonlySet<string>
    readonly findings: Findings
  },
): void {
  const { node, inner, findings } = place
  const unknown = (reason: string, span: Span | undefined): void => {
    findings.unknown ??= { owner, reason, span }
  }
  if (mapping === undefined) return unknown("has no mapping and is given the whole scope", node?.span)
  const facts = mapping.kind === "lambda" ? findings.lambdas.get(mapping) : undefined
  if (mapping.kind !== "lambda" || facts === undefined) {
    return unknown("has a function by name that is given the whole scope", mapping.span)
  }
  if (facts.wholeScopeUses.length > 0) unknown("uses the scope as a whole", mapping.span)
  for (const { name } of namesRead(mapping, facts)) {
    if (!inner.has(name) && !gives.includes(name)) findings.names.add(name)
  }
}

import type { Code } from "./code.ts"
import { definedNames, innerBlocks, scopeReaders } from "./node-parts.ts"
import type { ScopeReader } from "./node-parts.ts"
import type { Block } from "./nodes/block.ts"
import type { Node } from "./nodes/node.ts"

/** What a mapping reads of its scope: names, and why there may be others. */
export interface MappingReads {
  readonly names: ReadonlyArray<string>
  /** Why it cannot be told what else it reads: `uses the scope as a whole`. */
  readonly unknown?: string
}

/** Tells what the mapping of a reader reads, by looking at the author's code. */
export type ReadsOf<C extends Code> = (mapping: C["mapping"], reader: ScopeReader<C>) => MappingReads

/** What a node, with the blocks inside it, reads of the scope in which it stands. */
export interface ScopeReads<C extends Code> {
  readonly names: ReadonlySet<string>
  /** The first code that may read any name, if there is one. */
  readonly unknown: UnknownReads<C> | undefined
}

/** Code of which it cannot be told what it reads, and why. */
export interface UnknownReads<C extends Code> {
  readonly owner: string
  readonly reason: string
  readonly mapping: C["mapping"] | undefined
}

interface Findings<C extends Code> {
  readonly readsOf: ReadsOf<C>
  readonly names: Set<string>
  unknown: UnknownReads<C> | undefined
}

/** Finds what a node reads of its scope: the names, and whether there may be others. */
export function scopeReads<C extends Code>(node: Node<C>, readsOf: ReadsOf<C>): ScopeReads<C> {
  const findings: Findings<C> = { readsOf, names: new Set(), unknown: undefined }
  nodeReads(node, new Set(), findings)
  return { names: findings.names, unknown: findings.unknown }
}

/**
 * Gives which earlier nodes of its block each node reads, as places in the block.
 *
 * **Details**
 *
 * In a `dataflow` schedule a node begins when these have ended. One whose reads cannot be told needs all earlier ones.
 */
export function blockNeeds<C extends Code>(
  { nodes }: Block<C>,
  readsOf: ReadsOf<C>,
): ReadonlyArray<ReadonlyArray<number>> {
  const definedAt = new Map<string, number>()
  return nodes.map((node, place) => {
    const { names, unknown } = scopeReads(node, readsOf)
    const found = [...names].flatMap((name) => definedAt.get(name) ?? [])
    for (const { name } of definedNames(node)) definedAt.set(name, place)
    if (unknown !== undefined) return Array.from({ length: place }, (_, index) => index)
    return [...new Set(found)].sort((a, b) => a - b)
  })
}

function nodeReads<C extends Code>(node: Node<C>, inner: ReadonlySet<string>, findings: Findings<C>): void {
  for (const reader of scopeReaders(node)) readerReads(reader, inner, findings)
  for (const { block, owner, gives } of innerBlocks(node)) {
    blockReads(block, { owner, inner: new Set([...inner, ...gives]) }, findings)
  }
}

function blockReads<C extends Code>(
  block: Block<C>,
  place: { readonly owner: string; readonly inner: ReadonlySet<string> },
  findings: Findings<C>,
): void {
  const inner = new Set(place.inner)
  for (const node of block.nodes) {
    nodeReads(node, inner, findings)
    for (const { name } of definedNames(node)) inner.add(name)
  }
  if (block.returns === undefined) return
  readerReads({ mapping: block.returns, owner: `'returns' of ${place.owner}`, gives: [] }, inner, findings)
}

/** Adds the names that code reads and that are not of a block inside the node. */
function readerReads<C extends Code>(reader: ScopeReader<C>, inner: ReadonlySet<string>, findings: Findings<C>): void {
  const { mapping, owner, gives } = reader
  const { names, unknown }: MappingReads =
    mapping === undefined
      ? { names: [], unknown: "has no mapping and is given the whole scope" }
      : findings.readsOf(mapping, reader)
  if (unknown !== undefined) findings.unknown ??= { owner, reason: unknown, mapping }
  for (const name of names) {
    if (!inner.has(name) && !gives.includes(name)) findings.names.add(name)
  }
}

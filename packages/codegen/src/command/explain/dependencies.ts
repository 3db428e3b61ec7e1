import type { Block, Node, Plan, ReadsOf } from "@millrace/plan"
import { blockNeeds, definedNames, innerBlocks, scopeReads } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"

/** What is known of one step: where it stands, what it reads, and what it waits for. */
export interface StepFacts {
  readonly depth: number
  readonly name: string
  readonly kind: string
  readonly reads: ReadonlyArray<string>
  /** Why it may read anything. */
  readonly unknown?: string
}

/** Lists the steps of a flow in the order written, with what each reads of its scope. */
export function stepFacts(block: Block<SourceCode>, readsOf: ReadsOf<SourceCode>, depth = 0): ReadonlyArray<StepFacts> {
  return block.nodes.flatMap((node) => {
    const { names, unknown } = scopeReads(node, readsOf)
    const own: StepFacts = {
      depth,
      name: nameOf(node),
      kind: node.kind,
      reads: [...names],
      ...(unknown !== undefined && { unknown: `${unknown.owner} ${unknown.reason}` }),
    }
    return [own, ...innerBlocks(node).flatMap(({ block: inner }) => stepFacts(inner, readsOf, depth + 1))]
  })
}

/** Gives a node's name, or the names it defines. */
export function nameOf(node: Node<SourceCode>): string {
  return node.kind === "parallel" || node.kind === "graph"
    ? definedNames(node)
        .map(({ name }) => name)
        .join(", ")
    : node.name
}

/** Groups of steps that are written one after another and read nothing of one another. */
export function independentSteps(
  plan: Plan<SourceCode>,
  readsOf: ReadsOf<SourceCode>,
): ReadonlyArray<ReadonlyArray<string>> {
  return plan.schedule === "dataflow" ? [] : independentIn(plan.body, readsOf)
}

function independentIn(block: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<ReadonlyArray<string>> {
  const needs = blockNeeds(block, readsOf)
  const levels: Array<number> = []
  const groups = new Map<number, Array<string>>()
  for (const [index, node] of block.nodes.entries()) {
    const level = Math.max(-1, ...(needs[index] ?? []).map((each) => levels[each] ?? 0)) + (doesWork(node) ? 1 : 0)
    levels.push(level)
    if (doesWork(node)) groups.set(level, [...(groups.get(level) ?? []), nameOf(node)])
  }
  const inner = block.nodes.flatMap((node) => innerBlocks(node).flatMap((each) => independentIn(each.block, readsOf)))
  return [...[...groups.values()].filter(({ length }) => length > 1), ...inner]
}

/** The longest chain of steps that wait for one another: their names, a loop's body as often as it may run. */
export interface Chain {
  readonly steps: number
  readonly names: ReadonlyArray<string>
}

/** Finds the longest chain of what steps read, whatever order they are written in. */
export function criticalPath(block: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): Chain {
  const needs = blockNeeds(block, readsOf)
  const chains: Array<Chain> = []
  for (const [index, node] of block.nodes.entries()) {
    const before = longestOf((needs[index] ?? []).flatMap((each) => chains[each] ?? []))
    const own = chainOf(node, readsOf)
    chains.push({ steps: before.steps + own.steps, names: [...before.names, ...own.names] })
  }
  return longestOf(chains)
}

/** Counts the steps that run one after another as the flow is written. */
export function writtenSteps(block: Block<SourceCode>): number {
  return block.nodes.reduce((sum, node) => {
    const inner = innerBlocks(node).map((each) => writtenSteps(each.block))
    const most = node.kind === "try" ? (inner[0] ?? 0) + Math.max(0, ...inner.slice(1)) : Math.max(0, ...inner)
    return sum + (isLeaf(node) ? 1 : 0) + most * (node.kind === "loop" ? node.max : 1)
  }, 0)
}

function chainOf(node: Node<SourceCode>, readsOf: ReadsOf<SourceCode>): Chain {
  const inner = innerBlocks(node).map(({ block }) => criticalPath(block, readsOf))
  if (node.kind === "try") {
    const handler = longestOf(inner.slice(1))
    const body = inner[0] ?? none
    return { steps: body.steps + handler.steps, names: [...body.names, ...handler.names] }
  }
  const longest = longestOf(inner)
  if (node.kind === "loop") {
    return { steps: longest.steps * node.max, names: longest.names.map((name) => `${name} (× ${node.max})`) }
  }
  return isLeaf(node) ? { steps: 1 + longest.steps, names: [node.name, ...longest.names] } : longest
}

const none: Chain = { steps: 0, names: [] }

function longestOf(chains: ReadonlyArray<Chain>): Chain {
  return chains.reduce((longest, each) => (each.steps > longest.steps ? each : longest), none)
}

type Leaf = Extract<
  Node<SourceCode>,
  { readonly kind: "step" | "agent" | "child" | "human" | "signal" | "webhook" | "sleep" }
>

const leaves: ReadonlySet<string> = new Set(["step", "agent", "child", "human", "signal", "webhook", "sleep"])

function isLeaf(node: Node<SourceCode>): node is Leaf {
  return leaves.has(node.kind)
}

function doesWork(node: Node<SourceCode>): boolean {
  return isLeaf(node) || innerBlocks(node).some(({ block }) => block.nodes.some(doesWork))
}

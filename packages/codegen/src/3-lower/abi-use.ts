import { blocksOf } from "@millrace/plan"
import type { Block, NodeKind } from "@millrace/plan"
import type { LoadedModule, SourceCode } from "../1-load/source-code.ts"

/** The operations that only one kind of node calls. An author's name gives way to those of them that are used. */
const operations: Readonly<Record<string, ReadonlyArray<NodeKind>>> = {
  agent: ["agent"],
  child: ["child"],
  forEach: ["forEach"],
  graph: ["graph"],
  human: ["human"],
  loop: ["loop"],
  parallel: ["parallel"],
  race: ["race"],
  saga: ["saga"],
  signal: ["signal"],
  sleep: ["sleep"],
  tryCatch: ["try"],
  use: ["use"],
  webhook: ["webhook"],
}

/** Tells which names of the runner ABI a module may come to use. */
export function abiUse({ flows }: LoadedModule): (name: string) => boolean {
  const kinds = new Set<NodeKind>()
  let hasCache = false
  const inBlock = ({ nodes }: Block<SourceCode>): void => {
    for (const node of nodes) {
      kinds.add(node.kind)
      if (node.kind === "step" && node.cache !== undefined) hasCache = true
      blocksOf(node).forEach(inBlock)
    }
  }
  for (const { plan } of flows) inBlock(plan.body)
  return (name) => {
    if (name === "cache") return hasCache
    // Copied declarations call them by the names that the author has imported them with.
    if (name === "capability" || name === "resource") return false
    if (name === "dataflow") return flows.some(({ plan }) => plan.schedule === "dataflow")
    return operations[name]?.some((kind) => kinds.has(kind)) ?? true
  }
}

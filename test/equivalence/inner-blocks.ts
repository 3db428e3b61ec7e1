import type { Block, Verb } from "./program.ts"

/** A block inside a verb, with the names that the verb itself puts into its scope. */
export interface InnerBlock {
  readonly block: Block
  readonly gives: ReadonlyArray<string>
  /** For the node of a graph: what it sees of the others. */
  readonly needs?: ReadonlyArray<string>
}

/** Gives the blocks inside a verb, in written order. */
export function innerBlocks(verb: Verb): ReadonlyArray<InnerBlock> {
  switch (verb.kind) {
    case "step":
    case "let":
    case "sleep":
    case "agent":
    case "child":
      return []
    case "parallel":
    case "race":
      return verb.branches.map(({ block }) => ({ block, gives: [] }))
    case "graph":
      return verb.nodes.map(({ block, needs }) => ({ block, gives: [], needs }))
    case "when":
      return [verb.then, ...(verb.otherwise === undefined ? [] : [verb.otherwise])].map(plain)
    case "match":
      return [...verb.cases.map(({ block }) => block), ...(verb.otherwise === undefined ? [] : [verb.otherwise])].map(
        plain,
      )
    case "loop":
      return [{ block: verb.body, gives: ["state", "iteration"] }]
    case "forEach":
      return [{ block: verb.body, gives: ["item", "index"] }]
    case "try":
      return [plain(verb.body), ...verb.handlers.map(({ block }) => ({ block, gives: ["error"] }))]
    case "saga":
      return [plain(verb.body)]
    case "use":
      return [{ block: verb.body, gives: ["resource"] }]
    case "signal":
    case "human":
    case "webhook":
      return verb.onDeadline === undefined ? [] : [plain(verb.onDeadline)]
  }
}

/** Gives the names that a verb leaves in the scope of those after it. */
export function namesOf(verb: Verb): ReadonlyArray<string> {
  if (verb.kind === "graph") return verb.nodes.map(({ name }) => name)
  if (verb.kind === "forEach") return [verb.name, ...summaryOf(verb.options.summary)]
  if (verb.kind !== "parallel") return [verb.name]
  return [...verb.branches.map(({ name }) => name), ...summaryOf(verb.options.summary)]
}

function summaryOf(summary: string | undefined): ReadonlyArray<string> {
  return summary === undefined ? [] : [summary]
}

function plain(block: Block): InnerBlock {
  return { block, gives: [] }
}

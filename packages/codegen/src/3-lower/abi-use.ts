import { blocksOf, takesMessages } from "@millrace/plan"
import type { Block, Node, NodeKind, Plan } from "@millrace/plan"
import type { LoadedModule, SourceCode } from "../1-load/source-code.ts"
import { isChecked, stepPolicies } from "./step-parts.ts"

type AnyPlan = Plan<SourceCode>
type AnyNode = Node<SourceCode>

/** The operations that only one kind of node calls. An author's name gives way to those of them that are used. */
const operations: Readonly<Record<string, NodeKind>> = {
  agent: "agent",
  child: "child",
  forEach: "forEach",
  graph: "graph",
  human: "human",
  loop: "loop",
  parallel: "parallel",
  race: "race",
  saga: "saga",
  signal: "signal",
  sleep: "sleep",
  tryCatch: "try",
  use: "use",
  webhook: "webhook",
}

/** What only some steps are made with. */
const stepParts: Readonly<Record<string, (node: Extract<AnyNode, { kind: "step" }>, plan: AnyPlan) => boolean>> = {
  cache: ({ cache }) => cache !== undefined,
  withSchemas: ({ activity, compensate }) =>
    isChecked(activity) || (compensate !== undefined && isChecked(compensate.activity)),
  placesOf: ({ pool }) => pool !== undefined,
  withPolicies: (node, { retry }) => stepPolicies(node, retry, true).length > 0,
  turnsOf: ({ rateLimit }) => rateLimit !== undefined,
}

/** What only some workflows are made with. */
const workflowParts: Readonly<Record<string, (plan: AnyPlan) => boolean>> = {
  // Copied declarations call them by the names that the author has imported them with.
  capability: () => false,
  resource: () => false,
  permits: ({ concurrency }) => concurrency !== undefined,
  dataflow: ({ schedule }) => schedule === "dataflow",
  decodeWith: ({ input }) => input !== undefined,
  checkWith: ({ input }) => input !== undefined,
  decodeCompiled: ({ input }) => input !== undefined,
  mailbox: takesMessages,
  warnAfter: ({ sla }) => sla !== undefined,
  timeLimit: ({ timeout }) => timeout !== undefined,
  validateWith: ({ output }) => output !== undefined,
}

/** Tells which names of the runner ABI a module may come to use. */
export function abiUse({ flows }: LoadedModule): (name: string) => boolean {
  const plans = flows.map(({ plan }) => plan)
  const nodes = plans.flatMap((plan) => nodesIn(plan.body).map((node) => ({ node, plan })))
  const kinds = new Set(nodes.map(({ node }) => node.kind))
  return (name) => {
    const kind = operations[name]
    if (kind !== undefined) return kinds.has(kind)
    const isOfStep = stepParts[name]
    if (isOfStep !== undefined) return nodes.some(({ node, plan }) => node.kind === "step" && isOfStep(node, plan))
    return plans.some((plan) => workflowParts[name]?.(plan) ?? true)
  }
}

function nodesIn({ nodes }: Block<SourceCode>): ReadonlyArray<AnyNode> {
  return nodes.flatMap((node) => [node, ...blocksOf(node).flatMap(nodesIn)])
}

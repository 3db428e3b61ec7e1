import type { Block, Node, ReadsOf } from "@millrace/plan"
import { innerBlocks } from "@millrace/plan"
import type { Node as SyntaxNode } from "ts-morph"
import type { LoadedFlow, LoadedModule, SourceCode, SourceLambda } from "../../1-load/source-code.ts"
import type { LambdaFacts } from "../facts.ts"
import type { FunctionFacts } from "./determinism/function-facts.ts"
import type { Finding } from "./finding.ts"
import type { unreadNodes } from "./unread-names.ts"

/** What a rule about a whole flow is given. */
export interface FlowFacts {
  readonly flow: LoadedFlow
  readonly module: LoadedModule
  readonly lambdas: ReadonlyMap<SourceLambda, LambdaFacts>
  readonly readsOf: ReadsOf<SourceCode>
  /** What functions do that the flow's code reaches. */
  readonly factsOf: (root: SyntaxNode) => FunctionFacts
  /** What ought to be read, and is not. */
  readonly unread: ReturnType<typeof unreadNodes>
}

/** Looks at a flow, and says what breaks a rule. */
export type FlowRule = (facts: FlowFacts) => ReadonlyArray<Finding>

/** Gives every node of a block and of the blocks inside it, in the order written. */
export function nodesIn(block: Block<SourceCode>): ReadonlyArray<Node<SourceCode>> {
  return block.nodes.flatMap((node) => [node, ...innerBlocks(node).flatMap((inner) => nodesIn(inner.block))])
}

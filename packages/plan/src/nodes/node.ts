import type { Code, LiveCode } from "../code.ts"
import type { ForEachNode } from "./for-each.ts"
import type { HumanNode } from "./human.ts"
import type { LetNode } from "./let.ts"
import type { LoopNode } from "./loop.ts"
import type { MatchNode } from "./match.ts"
import type { ParallelNode } from "./parallel.ts"
import type { StepNode } from "./step.ts"
import type { TryNode } from "./try.ts"
import type { WhenNode } from "./when.ts"

/** One verb of a workflow. The union is closed: a reader of plans handles every kind. */
export type Node<C extends Code = LiveCode> =
  | StepNode<C>
  | LetNode<C>
  | ParallelNode<C>
  | WhenNode<C>
  | MatchNode<C>
  | LoopNode<C>
  | ForEachNode<C>
  | TryNode<C>
  | HumanNode<C>

/** The name of a kind of node; the same word names the verb, and its file in every package. */
export type NodeKind = Node["kind"]

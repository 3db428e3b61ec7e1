import type { Code, LiveCode } from "../code.ts"
import type { AgentNode } from "./agent.ts"
import type { ChildNode } from "./child.ts"
import type { ForEachNode } from "./for-each.ts"
import type { GraphNode } from "./graph.ts"
import type { HumanNode } from "./human.ts"
import type { LetNode } from "./let.ts"
import type { LoopNode } from "./loop.ts"
import type { MatchNode } from "./match.ts"
import type { ParallelNode } from "./parallel.ts"
import type { RaceNode } from "./race.ts"
import type { SagaNode } from "./saga.ts"
import type { SignalNode } from "./signal.ts"
import type { SleepNode } from "./sleep.ts"
import type { StepNode } from "./step.ts"
import type { TryNode } from "./try.ts"
import type { UseNode } from "./use.ts"
import type { WebhookNode } from "./webhook.ts"
import type { WhenNode } from "./when.ts"

/** One verb of a workflow. The union is closed: a reader of plans handles every kind. */
export type Node<C extends Code = LiveCode> =
  | StepNode<C>
  | LetNode<C>
  | ParallelNode<C>
  | RaceNode<C>
  | GraphNode<C>
  | WhenNode<C>
  | MatchNode<C>
  | LoopNode<C>
  | ForEachNode<C>
  | TryNode<C>
  | SagaNode<C>
  | UseNode<C>
  | SleepNode<C>
  | SignalNode<C>
  | HumanNode<C>
  | WebhookNode<C>
  | AgentNode<C>
  | ChildNode<C>

/** The name of a kind of node; the same word names the verb, and its file in every package. */
export type NodeKind = Node["kind"]

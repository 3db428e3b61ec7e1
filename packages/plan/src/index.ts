export { activity } from "./activity.ts"
export type {
  Activity,
  ActivityContext,
  ActivityEffects,
  ActivityOptions,
  AnyActivity,
  ErrorClass,
} from "./activity.ts"
export { assertNever } from "./assert-never.ts"
export { capability } from "./capability.ts"
export type { AnyCapability, Capability, Offered } from "./capability.ts"
export type { Code, LiveCode, Named, ScopeValues } from "./code.ts"
export type { Concurrency } from "./concurrency.ts"
export type { Diagnostic, DiagnosticLevel } from "./diagnostic.ts"
export { durationMillis } from "./duration.ts"
export type { DurationInput, DurationUnit } from "./duration.ts"
export type {
  DeadlineExceeded,
  InvalidAnswer,
  InvalidInput,
  LoopExhausted,
  MinimumSuccessMissed,
  NoAgentAvailable,
  ParallelSummary,
  StepTimeout,
  ValueIssue,
  WorkflowTimeout,
} from "./failures.ts"
export type { HumanTasks } from "./human-tasks.ts"
export { InternalError } from "./internal-error.ts"
export type { Block } from "./nodes/block.ts"
export type { ForEachNode } from "./nodes/for-each.ts"
export type { HumanNode } from "./nodes/human.ts"
export type { LetNode } from "./nodes/let.ts"
export type { LoopNode } from "./nodes/loop.ts"
export type { MatchCase, MatchNode } from "./nodes/match.ts"
export type { Node, NodeKind } from "./nodes/node.ts"
export type { ParallelBranch, ParallelNode } from "./nodes/parallel.ts"
export type { AttemptPolicies, CachePolicy, Compensation, StepNode } from "./nodes/step.ts"
export type { TryHandler, TryNode } from "./nodes/try.ts"
export type { WhenNode } from "./nodes/when.ts"
export type { AgentNode } from "./nodes/agent.ts"
export type { ChildNode } from "./nodes/child.ts"
export type { GraphMember, GraphNode } from "./nodes/graph.ts"
export type { RaceNode } from "./nodes/race.ts"
export type { SagaNode } from "./nodes/saga.ts"
export type { SignalNode } from "./nodes/signal.ts"
export type { SleepNode } from "./nodes/sleep.ts"
export type { UseNode } from "./nodes/use.ts"
export { definedNames, describeNode, innerBlocks, scopeReaders } from "./node-parts.ts"
export type { InnerBlock, NodeName, ScopeReader } from "./node-parts.ts"
export { blockNeeds, scopeReads } from "./scope-reads.ts"
export type { MappingReads, ReadsOf, ScopeReads, UnknownReads } from "./scope-reads.ts"
export type { Waiting } from "./nodes/waiting.ts"
export type { WebhookNode } from "./nodes/webhook.ts"
export { childPath, repeatedPath } from "./path.ts"
export type { StepPath } from "./path.ts"
export { PlanError } from "./plan-error.ts"
export { planJson } from "./plan-json.ts"
export type { PlanJson } from "./plan-json.ts"
export { placedSignals, planSteps, takesMessages } from "./plan-steps.ts"
export type { PlanStep } from "./plan-steps.ts"
export type { Plan } from "./plan.ts"
export type { RetryPolicy } from "./retry-policy.ts"
export type { AnySchema, SchemaInput, SchemaType } from "./schema.ts"
export type { Span } from "./span.ts"
export { blocksOf, visit } from "./visitor.ts"
export type { Visitor } from "./visitor.ts"
export type {
  AnyWorkflow,
  Workflow,
  WorkflowFailure,
  WorkflowInput,
  WorkflowOutput,
  WorkflowRequirements,
} from "./workflow.ts"
export { resource } from "./resource.ts"
export type { AnyResource, Resource } from "./resource.ts"
export { pool, rateLimit } from "./shared-limits.ts"
export type { Pool, RateLimit } from "./shared-limits.ts"
export type { WebhookRequest, Webhooks } from "./webhooks.ts"

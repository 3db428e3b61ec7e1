/**
 * What emitted runners import: the operations of the language, and the runner around them.
 *
 * The table of these names for the compiler is `../abi.ts`.
 */
export { activity } from "@millrace/plan"
export type { WorkflowOutput } from "@millrace/plan"
export { forEach } from "../verbs/for-each.ts"
export type { ForEachOptions, ItemCallback } from "../verbs/for-each.ts"
export { human } from "../verbs/human.ts"
export type { HumanFunction, HumanOptions } from "../verbs/human.ts"
export { loop } from "../verbs/loop.ts"
export type { ExhaustionFailure, LoopOptions, LoopTest } from "../verbs/loop.ts"
export { parallel } from "../verbs/parallel.ts"
export type { Branches, ParallelFailure, ParallelOptions, ParallelValues } from "../verbs/parallel.ts"
export { skipBranch, takeBranch, unmatched } from "../verbs/branch.ts"
export { step } from "../verbs/step.ts"
export type { PolicyFailure, StepFunction, StepOptions } from "../verbs/step.ts"
export { tryCatch } from "../verbs/try.ts"
export type { Handlers } from "../verbs/try.ts"
export type { BlockBody, BlockEffect, FailureOf, RequirementsOf, ValueOf } from "./block.ts"
export type { BodyInput, BodyScope, CallerInput, RunnerDefinition, WorkflowOptionFailure } from "./definition.ts"
export { pathOf } from "./position.ts"
export type { Position } from "./position.ts"
export { runner } from "./runner.ts"
export type { EffectOptions, PlanFacts, Runner, RunnerOf, RunOptions, WhenProvided } from "./runner-type.ts"

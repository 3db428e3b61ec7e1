import type { ResultType, RunnerModule } from "../3-lower/runner-module.ts"
import { dropUnreadValues } from "./drop-unread-values.ts"
import { foldPolicies } from "./fold-policies.ts"
import { hoistDefinitions } from "./hoist-definitions.ts"
import type { PassName } from "./pass-names.ts"
import { releaseValues } from "./release-values.ts"
import { singleStepBlocks } from "./single-step-blocks.ts"
import { twoStepBlocks } from "./two-step-blocks.ts"

/** What passes may ask beside what stands in the module. */
export interface PassFacts {
  /** Tells of each of these results whether its type needs no room: a number, a truth value, a text of a union. */
  readonly areSmall: (results: ReadonlyArray<ResultType>) => ReadonlyArray<boolean>
}

/** A step of optimization: a module to a module that does the same, at less cost or in fewer words. */
export type Pass = (module: RunnerModule, facts: PassFacts) => RunnerModule

/** Passes that change the lowered module. Mappings are inlined while it is lowered, for names depend on what is inlined. */
type ModulePassName = Exclude<PassName, "inline-mappings">

/** Every pass over a module by its name. */
export const passes: Readonly<Record<ModulePassName, Pass>> = Object.freeze({
  "fold-policies": foldPolicies,
  "hoist-definitions": hoistDefinitions,
  "drop-unread-values": dropUnreadValues,
  "single-step-blocks": singleStepBlocks,
  "release-values": releaseValues,
  "two-step-blocks": twoStepBlocks,
})

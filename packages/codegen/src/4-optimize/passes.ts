import type { RunnerModule } from "../3-lower/runner-module.ts"
import { dropUnreadValues } from "./drop-unread-values.ts"
import { singleStepBlocks } from "./single-step-blocks.ts"

/** A step of optimization: a module to a module that does the same, at less cost or in fewer words. */
export interface Pass {
  readonly name: string
  readonly run: (module: RunnerModule) => RunnerModule
}

/** Every pass, in the order they run. Each can be left out by its name. */
export const passes: ReadonlyArray<Pass> = Object.freeze([
  { name: "drop-unread-values", run: dropUnreadValues },
  { name: "single-step-blocks", run: singleStepBlocks },
])

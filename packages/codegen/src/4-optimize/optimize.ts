import type { RunnerModule } from "../3-lower/runner-module.ts"
import type { PassName } from "./pass-names.ts"
import { passNames } from "./pass-names.ts"
import type { PassFacts } from "./passes.ts"
import { passes } from "./passes.ts"

/** How a module is optimized. */
export interface Optimization extends Partial<PassFacts> {
  /** The passes that are left out. */
  readonly without?: ReadonlySet<PassName>
}

/** Runs the passes over a module. */
export function optimizeModule(module: RunnerModule, { without, areSmall = unknown }: Optimization = {}): RunnerModule {
  return passNames
    .filter((name) => name !== "inline-mappings")
    .filter((name) => without?.has(name) !== true)
    .reduce((current, name) => passes[name](current, { areSmall }), module)
}

/** Where nobody knows types, nothing is known to be small. */
const unknown: PassFacts["areSmall"] = (results) => results.map(() => false)

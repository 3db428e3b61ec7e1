import type { RunnerModule } from "../3-lower/runner-module.ts"
import { passes } from "./passes.ts"

/** Runs every pass over the module, but for those named in `without`. */
export function optimizeModule(module: RunnerModule, without: ReadonlySet<string> = new Set()): RunnerModule {
  return passes.filter(({ name }) => !without.has(name)).reduce((current, pass) => pass.run(current), module)
}

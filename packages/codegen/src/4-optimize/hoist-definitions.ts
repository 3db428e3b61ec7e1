import type { RunnerModule } from "../3-lower/runner-module.ts"

/** Makes every step once, when the module is loaded, instead of each time it is run: `const readStep = step("read", read)`. */
export function hoistDefinitions(module: RunnerModule): RunnerModule {
  return { ...module, definitions: module.definitions.map((each) => ({ ...each, isHoisted: true })) }
}

import type { MappingRule } from "./mapping-rule.ts"
import { oneOf } from "./symbols.ts"

/** When something is collected depends on nothing that the program says. */
export const watchesMemory: MappingRule = {
  code: "MAPPING.WATCHES_MEMORY",
  does: "depends on what the garbage collector does",
  fix: "keep a plain reference, or do the work in an activity",
  ofUse: oneOf(
    "WeakRef",
    "FinalizationRegistry",
    "process.memoryUsage",
    "process.availableMemory",
    "node:process#memoryUsage",
    "node:v8",
    "gc",
  ),
}

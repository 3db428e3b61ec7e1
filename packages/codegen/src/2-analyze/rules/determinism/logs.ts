import type { MappingRule } from "./mapping-rule.ts"
import { oneOf } from "./symbols.ts"

/** A mapping may be evaluated more than once, or not at all where its value is not read. */
export const logs: MappingRule = {
  code: "MAPPING.LOGS",
  does: "logs",
  fix: "log in an activity, or listen to the events of the execution",
  ofUse: oneOf("console", "node:console", "pino", "winston", "loglevel", "consola", "effect/Console"),
}

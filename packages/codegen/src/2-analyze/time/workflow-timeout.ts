import type { DurationInput } from "@millrace/plan"
import { durationMillis } from "@millrace/plan"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { SourceWorkflow } from "../../1-load/source-code.ts"
import { workflowOption } from "../workflow-option.ts"

/** Reads the `timeout` of a workflow where it is declared, in this file or another one. */
export function workflowTimeout(workflow: SourceWorkflow, modules: ModuleSources): DurationInput | undefined {
  const result = workflowOption(workflow, "timeout", modules)
  return result?.kind === "value" && isDuration(result.value) ? result.value : undefined
}

function isDuration(value: unknown): value is DurationInput {
  // A text that is no duration is what `durationMillis` answers with `undefined`.
  return (
    (typeof value === "number" || typeof value === "string") && durationMillis(value as DurationInput) !== undefined
  )
}

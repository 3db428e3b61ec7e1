import type { Started } from "../../journal/journal.ts"
import type { StartOptions } from "../engine-options.ts"
import type { EngineParts } from "../engine-parts.ts"
import type { DurableRunner } from "../life/execution-life.ts"
import { PayloadMismatch } from "../failures/payload-mismatch.ts"
import { WorkflowUnknown } from "../failures/workflow-unknown.ts"
import { digestOfInput } from "../values/input-digest.ts"
import { assertKept } from "../values/kept-text.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { workflowValues } from "../values/workflow-values.ts"

/** What is started, as its caller gives it. */
export interface NewStart {
  readonly runner: DurableRunner
  readonly input: unknown
  readonly options: StartOptions
}

/**
 * Keeps a new execution, or gives the one that has its id.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 7. a start that is repeated is given the execution that there is, and one with the same id that is another is refused.
 */
export async function startExecution(
  { runners, format, clock }: EngineParts,
  scheduler: Scheduler,
  { runner, input, options }: NewStart,
): Promise<Started> {
  const { id = crypto.randomUUID(), priority = 0, vars: given } = options
  assertKept(id, "the id of an execution")
  const { name: workflow, version, digest } = runner.plan
  if (!runners.has(workflow)) throw new WorkflowUnknown({ workflow, known: [...runners.keys()] })
  const payload = workflowValues(runner, format).input.encode(input, () => `input of execution '${id}'`)
  const vars = format.encode(given, () => `vars of execution '${id}'`)
  const inputDigest = digestOfInput(payload, vars)
  const started = await scheduler.start({
    id,
    workflow,
    version,
    digest,
    parent: undefined,
    priority,
    input: payload,
    vars,
    inputDigest,
    startedMs: clock.currentTimeMillisUnsafe(),
  })
  const { execution } = started
  if (execution.workflow !== workflow || execution.inputDigest !== inputDigest) {
    throw new PayloadMismatch({ subject: `execution '${id}'` })
  }
  return started
}

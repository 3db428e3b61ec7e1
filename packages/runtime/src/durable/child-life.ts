import { InternalError } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ends } from "../journal/execution-row.ts"
import type { ChildRun } from "../runner/recorder.ts"
import { endChange, endOf, endedExit } from "./execution-end.ts"
import type { JournalRecorder } from "./journal-recorder.ts"
import type { RecordingParts } from "./recording.ts"
import { digestOfInput } from "./input-digest.ts"
import type { Replay } from "./replay.ts"
import { workflowValues } from "./workflow-values.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What the parent of a child does for it. */
export interface ChildParent extends Pick<RecordingParts, "journal" | "format" | "clock" | "history"> {
  /** The replay of the parent. */
  readonly replay: Replay
  readonly makeRecorder: (given: Pick<RecordingParts, "history" | "digest">) => JournalRecorder
}

/**
 * Runs a child as an execution of its own in the journal of its parent, or gives what it has come to already.
 *
 * **Details**
 *
 * It is started once. Its end is written before its parent's entry of it, so that a parent that has not heard of the end
 * finds it here. One that was cancelled was interrupted by its parent, which will do so again.
 */
export function runChild(
  { path, executionId, runner, input, run }: ChildRun,
  { journal, format, clock, history: parent, replay, makeRecorder }: ChildParent,
): AnyEffect {
  const values = workflowValues(runner, format)
  const { name: workflow, version, digest } = runner.plan ?? { name: "unknown", version: undefined, digest: "unknown" }
  const end = { format, output: values.output }
  const started = Effect.promise(async () => {
    const payload = values.input.encode(input, () => `input of child execution '${executionId}'`)
    await journal.start({
      id: executionId,
      workflow,
      version,
      digest,
      parent: parent.execution.id,
      priority: parent.execution.priority,
      input: payload,
      vars: undefined,
      inputDigest: digestOfInput(payload),
      startedMs: clock.currentTimeMillisUnsafe(),
    })
    return journal.read(executionId)
  })
  return Effect.flatMap(replay.busy(started), (history): AnyEffect => {
    if (history === undefined) return Exit.die(new InternalError(`child execution '${executionId}' is not there`))
    const { execution } = history
    if (execution.status === "cancelled") return Effect.never
    if (ends.has(execution.status)) return Effect.flatMap(replay.over(path), () => endedExit(execution, end))
    const recorder = makeRecorder({ history, digest })
    return Effect.onExit(
      Effect.suspend(() => run(recorder)),
      (exit) => {
        if (recorder.isSuspended) return Effect.promise(() => recorder.end())
        const change = endChange(executionId, endOf(exit, workflow, end), clock.currentTimeMillisUnsafe())
        return Effect.promise(() => recorder.end(change))
      },
    )
  })
}

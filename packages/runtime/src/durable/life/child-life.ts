import { InternalError } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionHistory, NewExecution } from "../../journal/execution-row.ts"
import { inCharge } from "../../runner/block-wait.ts"
import type { ChildRun } from "../../runner/recorder.ts"
import type { Messages } from "../../signals/mailbox.ts"
import { endChange, endOf, endedExit } from "./execution-end.ts"
import { PayloadMismatch } from "../failures/payload-mismatch.ts"
import type { JournalRecorder } from "../recording/journal-recorder.ts"
import type { RecordingParts } from "../recording/recording.ts"
import { digestOfInput } from "../values/input-digest.ts"
import type { Replay } from "../recording/replay.ts"
import { workflowValues } from "../values/workflow-values.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What the parent of a child does for it. */
export interface ChildParent extends Pick<RecordingParts, "journal" | "format" | "clock" | "history" | "family"> {
  /** The replay of the parent. */
  readonly replay: Replay
  /** Is told that a child could not be kept: then this life has to end, and nobody has failed. */
  readonly onUnwritten: (failure: unknown) => void
  readonly makeRecorder: (given: Pick<RecordingParts, "history" | "digest">) => JournalRecorder
}

/**
 * Runs a child as an execution of its own in the journal of its parent, or gives what it has come to already.
 *
 * **Details**
 *
 * It is started once. Its end is written before its parent's entry of it, so that a parent that has not heard of the end
 * finds it here. One that was cancelled by somebody's wish fails its step; every other was interrupted by its parent, which
 * will do so again.
 */
export function runChild(child: ChildRun, parent: ChildParent): AnyEffect {
  const { path, executionId, runner, run } = child
  const { format, clock, replay, makeRecorder, family } = parent
  const end = { format, output: workflowValues(runner, format).output }
  const begun = Effect.map(started(child, parent), (history): Begun => {
    if (ends.has(history.execution.status)) return { history }
    return { history, recorder: makeRecorder({ history, digest: planOf(runner).digest }) }
  })
  return Effect.flatMap(replay.beginning(begun), ({ history, recorder }): AnyEffect => {
    const { execution, entries, messages } = history
    const { workflow } = execution
    const cancelled = new ExecutionCancelled({ workflow, execution: executionId })
    if (execution.status === "cancelled") {
      if (!entries.some(({ kind }) => kind === "cancelled")) return Effect.never
      return Effect.flatMap(replay.over(path), () => Exit.die(cancelled))
    }
    if (recorder === undefined) return Effect.flatMap(replay.over(path), () => endedExit(execution, end))
    for (const message of messages) family.inbox.receive(executionId, message)
    const adopt = (taking: Messages): void => family.inbox.adopt(executionId, taking)
    // A wish that comes when its end is on its way to the disk comes too late.
    let isOver = false
    const running = Effect.onExit(
      Effect.suspend(() => run({ recorder, adopt })),
      (exit) => {
        if (recorder.isSuspended) return Effect.promise(() => recorder.end())
        isOver = true
        const ended = endOf(exit, workflow, end)
        const written = recorder.end(endChange(executionId, ended, clock.currentTimeMillisUnsafe()))
        return Effect.promise(() => written.then(() => family.onChildEnd(executionId, ended.exit)))
      },
    )
    const inTime = (exit: Exit.Exit<void>): Effect.Effect<void> => (isOver ? Effect.never : exit)
    const wanted = recorder.wasCancelled
      ? recorder.cancelled()
      : Effect.andThen(family.wishes.of(executionId), () => Effect.flatMap(Effect.exit(recorder.cancel()), inTime))
    return Effect.raceFirst(
      inCharge(running),
      Effect.flatMap(wanted, () => Exit.die(cancelled)),
    )
  })
}

/** A child that is there, and what records it where it has not ended. */
interface Begun {
  readonly history: ExecutionHistory
  readonly recorder?: JournalRecorder
}

/** Starts a child unless that was done, and gives all there is of it. */
function started(
  { path, executionId, runner, input }: ChildRun,
  { journal, format, clock, replay, onUnwritten, history: { execution: parent } }: ChildParent,
): Effect.Effect<ExecutionHistory> {
  const kept = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer
    } catch (failure) {
      onUnwritten(failure)
      return new Promise<never>(() => undefined)
    }
  }
  return Effect.promise(async () => {
    const before = replay.fact(path, "began") === undefined ? undefined : await kept(journal.read(executionId))
    if (before?.execution.parent === parent.id) return before
    const payload = workflowValues(runner, format).input.encode(
      input,
      () => `input of child execution '${executionId}'`,
    )
    const start: NewExecution = {
      id: executionId,
      ...planOf(runner),
      parent: parent.id,
      priority: parent.priority,
      input: payload,
      vars: undefined,
      inputDigest: digestOfInput(payload),
      startedMs: clock.currentTimeMillisUnsafe(),
    }
    await kept(journal.start(start))
    const history = await kept(journal.read(executionId))
    if (history === undefined) throw new InternalError(`child execution '${executionId}' is not there`)
    // Somebody may have started one with this id.
    if (history.execution.parent !== parent.id) throw new PayloadMismatch({ subject: `execution '${executionId}'` })
    return history
  })
}

function planOf({ plan }: ChildRun["runner"]): Pick<NewExecution, "workflow" | "version" | "digest"> {
  return plan === undefined
    ? { workflow: "unknown", version: undefined, digest: "unknown" }
    : { workflow: plan.name, version: plan.version, digest: plan.digest }
}

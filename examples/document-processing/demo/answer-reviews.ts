import { HumanTasks } from "@millrace/runtime"
import type { Engine, OpenTask } from "@millrace/runtime/durable"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { setTimeout as pass } from "node:timers/promises"
import { ReviewForm } from "../document.ts"

const Asks = Schema.Struct({ show: Schema.Unknown, assignees: Schema.Array(Schema.String) })

/** Takes the open questions of an engine to a reviewer, until it is stopped; a question stays open over a kill. */
export async function answerReviews(
  engine: Engine,
  reviewer: Layer.Layer<HumanTasks>,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    for (const task of await engine.tasks()) {
      const answer = await Effect.runPromise(Effect.provide(asked(task), reviewer))
      await engine.complete(task.token, answer)
    }
    await pass(50)
  }
}

function asked({ execution, workflow, path, asks }: OpenTask): Effect.Effect<unknown, never, HumanTasks> {
  const { show, assignees } = Schema.decodeUnknownSync(Asks)(asks)
  return Effect.flatMap(HumanTasks, ({ ask }) =>
    ask({
      path,
      name: "review",
      execution: { id: execution, workflow, version: undefined },
      form: ReviewForm,
      show,
      assignees,
      deadlineMs: undefined,
      check: (answer) => {
        const decoded = Schema.decodeUnknownResult(ReviewForm)(answer)
        return Effect.succeed(Result.isSuccess(decoded) ? [] : [{ path: [], message: String(decoded.failure) }])
      },
    }),
  )
}

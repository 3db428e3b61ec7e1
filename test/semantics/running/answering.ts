import { HumanTasks } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** The answers to human tasks by path, each with how long it takes to come; a task that is not here is never answered. */
type Answers = Readonly<Record<string, { readonly answer: unknown; readonly afterMs: number }>>

/** Gives what provides a workflow with these answers. */
export function answering(answers: Answers): () => Layer.Layer<HumanTasks> {
  return () =>
    Layer.succeed(HumanTasks, {
      ask: ({ path }) => {
        const prepared = answers[path]
        return prepared === undefined ? Effect.never : Effect.delay(Effect.succeed(prepared.answer), prepared.afterMs)
      },
    })
}

import { HumanTasks } from "@millrace/runtime"
import { askInTerminal, preparedAnswers } from "@millrace/runtime/command-line"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { ReviewForm } from "../document.ts"

/** Who answers when the workflow asks. */
export interface ReviewerOptions {
  /** Ask the person at the terminal, where there is one. */
  readonly review: boolean
  /** A JSON file of answers, by the path or the name of the step. */
  readonly answers: string | undefined
}

/** Gives the reviewer: the terminal, a file of answers, or a rule that says of itself that it is prepared. */
export function reviewer({ review, answers }: ReviewerOptions): Layer.Layer<HumanTasks> {
  if (answers !== undefined) return Layer.orDie(preparedAnswers(answers))
  return review && process.stdin.isTTY ? askInTerminal() : byRule
}

const Shown = Schema.Struct({ concerns: Schema.Array(Schema.String) })

/** Lets through what has every field and no contradiction, and sends back anything else with the reason. */
const byRule: Layer.Layer<HumanTasks> = Layer.succeed(HumanTasks, {
  ask: (task) =>
    Effect.map(Schema.decodeUnknownEffect(Shown)(task.show), ({ concerns }): ReviewForm => {
      const serious = concerns.filter((concern) => !/^only [67]\d %/.test(concern))
      const note = serious.length === 0 ? "no field is missing and none contradicts another" : serious.join("; ")
      return { approved: serious.length === 0, by: "prepared answer", note }
    }).pipe(Effect.orDie),
})

import { readFile } from "node:fs/promises"
import type { HumanTasks as Requirement } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { messageOf } from "../events/failure-facts.ts"
import { HumanTasks } from "./human-tasks.ts"
import type { HumanTask } from "./human-tasks.ts"
import { UnansweredTask } from "./unanswered-task.ts"

/** A file of prepared answers cannot be read, or is not a JSON object. */
export class AnswersUnreadable extends Error {
  readonly _tag = "AnswersUnreadable"
  override readonly name = "AnswersUnreadable"
  readonly file: string

  constructor(file: string, problem: string) {
    super(`answers file '${file}' cannot be used: ${problem}`)
    this.file = file
  }
}

type Answers = Readonly<Record<string, unknown>>

/**
 * Answers human tasks from a JSON file: an object keyed by the path of the step, or by its name.
 *
 * **Example**
 *
 * ```json
 * { "decision.then.review": { "approved": true, "by": "Ada" }, "sign": { "name": "Grace" } }
 * ```
 *
 * @since 0.1.0
 */
export function preparedAnswers(file: string): Layer.Layer<Requirement, AnswersUnreadable> {
  const read = Effect.tryPromise({
    try: async () => parseAnswers(file, await readFile(file, "utf8")),
    catch: (error) => (error instanceof AnswersUnreadable ? error : new AnswersUnreadable(file, messageOf(error))),
  })
  return Layer.effect(
    HumanTasks,
    Effect.map(read, (answers) => ({ ask: (task: HumanTask) => answerTo(task, answers, file) })),
  )
}

function answerTo({ path, name }: HumanTask, answers: Answers, file: string): Effect.Effect<unknown> {
  const key = [path, name].find((each) => Object.hasOwn(answers, each))
  if (key !== undefined) return Exit.succeed(answers[key])
  return Exit.die(new UnansweredTask(path, `'${file}' has neither '${path}' nor '${name}'`))
}

function parseAnswers(file: string, text: string): Answers {
  const value: unknown = JSON.parse(text)
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AnswersUnreadable(file, "it is not a JSON object")
  }
  // Every property of a JSON object has a JSON value under a text.
  return value as Answers
}

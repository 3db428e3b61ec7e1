import type { HumanTasks as Requirement } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { formatIssues } from "../schemas/issues.ts"
import { answerHint, parseFieldAnswer } from "./field-answer.ts"
import { formFields } from "./form-fields.ts"
import type { FormField } from "./form-fields.ts"
import { HumanTasks } from "./human-tasks.ts"
import type { HumanTask } from "./human-tasks.ts"
import { makeLineReader } from "./line-reader.ts"
import type { LineReader, TerminalStreams } from "./line-reader.ts"
import { printable, printableValue } from "./printable.ts"
import { UnansweredTask } from "./unanswered-task.ts"

/**
 * Asks people in the terminal: a question for each field of the form, again after an answer that does not fit.
 *
 * **Details**
 *
 * Tasks that are open at once are asked one after another. Questions go to stderr, so that stdout is free for results.
 *
 * @since 0.1.0
 */
export function askInTerminal(
  streams: TerminalStreams = { input: process.stdin, output: process.stderr },
): Layer.Layer<Requirement> {
  const opened = Effect.acquireRelease(
    Effect.sync(() => makeLineReader(streams)),
    (reader) => Effect.sync(() => reader.close()),
  )
  const tasks = Effect.map(opened, (reader) => {
    const oneAtATime = Semaphore.makeUnsafe(1)
    return { ask: (task: HumanTask) => oneAtATime.withPermits(1)(askTask(task, reader)) }
  })
  return Layer.effect(HumanTasks, tasks)
}

function* conversation(task: HumanTask, reader: LineReader): Generator<Effect.Effect<unknown>, unknown, never> {
  const { workflow } = task.execution
  reader.write(`\n${printable(`'${task.path}' of workflow '${workflow}' asks a person`)}${addressees(task)}\n`)
  if (task.show !== undefined) reader.write(`${printableValue(task.show)}\n`)
  const fields = formFields(task.form)
  while (true) {
    const answer = yield* askFields(task, fields, reader)
    const issues = yield* task.check(answer)
    if (issues.length === 0) return answer
    reader.write(`  ${printable(formatIssues("answer", issues))}\n`)
  }
}

function askTask(task: HumanTask, reader: LineReader): Effect.Effect<unknown> {
  return Effect.gen(() => conversation(task, reader))
}

function askFields(task: HumanTask, fields: ReadonlyArray<FormField>, reader: LineReader): Effect.Effect<unknown> {
  return Effect.gen(function* () {
    const entries: Array<readonly [string, unknown]> = []
    for (const field of fields) {
      const answer = yield* askField(task, field, reader)
      if (answer.kind !== "value") continue
      if (field.key === undefined) return answer.value
      entries.push([field.key, answer.value])
    }
    return Object.fromEntries(entries)
  })
}

function askField(
  task: HumanTask,
  field: FormField,
  reader: LineReader,
): Effect.Effect<Exclude<ReturnType<typeof parseFieldAnswer>, { readonly kind: "problem" }>> {
  const description = field.description === undefined ? "" : ` ${field.description}`
  const question = printable(`  ${field.label} (${answerHint(field)})${description}: `)
  return Effect.flatMap(reader.ask(question), (line) => {
    if (line === undefined) return Exit.die(new UnansweredTask(task.path, "the terminal's input has ended"))
    const answer = parseFieldAnswer(field, line)
    if (answer.kind !== "problem") return Exit.succeed(answer)
    reader.write(`  ${printable(answer.message)}\n`)
    return askField(task, field, reader)
  })
}

function addressees({ assignees }: HumanTask): string {
  return assignees.length === 0 ? "" : printable(` (for ${assignees.join(", ")})`)
}

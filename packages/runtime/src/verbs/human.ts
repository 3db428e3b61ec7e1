import type {
  AnySchema,
  DeadlineExceeded as DeadlineShape,
  InvalidAnswer as InvalidAnswerShape,
  SchemaType,
} from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { observeStep } from "../events/observe-step.ts"
import { durationSince } from "../events/observer.ts"
import { InvalidAnswer } from "../failures/invalid-answer.ts"
import { HumanTasks } from "../human-tasks/human-tasks.ts"
import type { HumanTask, HumanTasksShape } from "../human-tasks/human-tasks.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import type { Arrival, Recorder } from "../runner/recorder.ts"
import { decoderOf } from "../schemas/checker.ts"
import type { Checker } from "../schemas/checker.ts"
import { escalate, withinDeadline } from "../waiting/within-deadline.ts"
import type { Wait } from "../waiting/within-deadline.ts"

/** What a person is asked. */
export interface HumanOptions<Form extends AnySchema = AnySchema> {
  /** The schema of the answer. */
  readonly form: Form
  readonly assignees?: ReadonlyArray<string>
  /** How long the answer may take, in milliseconds. */
  readonly deadline?: number
}

type OwnDeadline<Options> = Options extends { readonly deadline: number } ? DeadlineShape : never

/** Asks a person at a position. With `onDeadline` that block runs when the answer does not come in time. */
export interface HumanFunction<Options extends HumanOptions> {
  (
    at: Position,
    show?: unknown,
  ): Effect.Effect<SchemaType<Options["form"]>, InvalidAnswerShape | OwnDeadline<Options>, HumanTasks>
  <Body extends BlockBody>(
    at: Position,
    show: unknown,
    onDeadline: (at: Position) => Body,
  ): Effect.Effect<
    SchemaType<Options["form"]> | ValueOf<Body>,
    InvalidAnswerShape | FailureOf<Body>,
    HumanTasks | RequirementsOf<Body>
  >
}

/** One question, from being asked to being answered. */
interface Question extends Wait {
  readonly task: HumanTask
  readonly decode: Checker
  /** There is one attempt only. */
  readonly attempt: 1
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Compiles a question to a person once, and gives the function that asks it.
 *
 * **Details**
 *
 * The `HumanTasks` service asks; the answer is decoded with the form.
 *
 * **Example**
 *
 * ```ts
 * const reviewTask = human("review", { form: ReviewForm, deadline: 172_800_000 })
 *
 * const decision = yield* reviewTask(at, checked)
 * ```
 *
 * @since 0.1.0
 */
export function human<const Options extends HumanOptions>(name: string, options: Options): HumanFunction<Options>
export function human(
  name: string,
  { form, assignees = [], deadline }: HumanOptions,
): (at: Position, show?: unknown, onDeadline?: (at: Position) => BlockBody) => AnyEffect {
  const decode = decoderOf(form)
  const check = (answer: unknown): ReturnType<HumanTask["check"]> =>
    Effect.matchEager(decode(answer), { onFailure: (issues) => issues, onSuccess: () => [] })
  return (at, show, onDeadline) => {
    const path = stepPath(at, name)
    const execution = at.execution.facts
    const task = { path, name, execution, form, show, assignees, deadlineMs: deadline, check }
    const question: Question = { task, decode, at, name, path, deadlineMs: deadline, onDeadline, attempt: 1 }
    const { observer, recorder } = at.execution
    return observer === undefined || recorder?.isEnded(path) === true
      ? ask(question)
      : observeStep(ask, question, { observer, path })
  }
}

function ask(question: Question): AnyEffect {
  const { task, at } = question
  const { observer, recorder } = at.execution
  if (recorder?.isBegun(task.path) !== true) observer?.emit(task.path, { type: "step.started", attempt: 1 })
  if (recorder !== undefined) return askRecorded(question, recorder)
  const answer = Effect.flatMap(HumanTasks, (tasks) => observedAnswer(question, tasks.ask(task)))
  return withinDeadline(
    question,
    Effect.flatMap(answer, (given) => decodedAnswer(question, given)),
  )
}

function decodedAnswer({ task, decode }: Question, given: unknown): AnyEffect {
  return Effect.mapErrorEager(decode(given), (issues) => new InvalidAnswer({ path: task.path, issues }))
}

/** The answer is kept as it was given, and decoded in every life of the execution. */
function askRecorded(question: Question, recorder: Recorder): AnyEffect {
  const { task, deadlineMs } = question
  const { path, show, assignees, form } = task
  const arrival = Effect.flatMap(HumanTasks, (tasks) =>
    recorder.wait({
      path,
      kind: "human",
      deadlineMs,
      isLasting: tasks.isLasting === true,
      asks: { show, assignees, form },
      arrival: (leftMs, late) => answerWithin(question, tasks, { leftMs, late }),
    }),
  )
  return Effect.flatMap(arrival, (came) =>
    came.kind === "expired" ? escalate(question) : recorder.busy(decodedAnswer(question, came.sent)),
  )
}

function answerWithin(
  question: Question,
  tasks: HumanTasksShape,
  { leftMs, late }: { readonly leftMs: number | undefined; readonly late: Effect.Effect<void> },
): Effect.Effect<Arrival, unknown, unknown> {
  const asked = observedAnswer(question, tasks.ask({ ...question.task, deadlineMs: leftMs }))
  const answered = Effect.map(asked, (sent): Arrival => ({ kind: "arrived", sent }))
  if (leftMs === undefined) return answered
  const expired = Exit.succeed<Arrival>({ kind: "expired" })
  if (tasks.isLasting !== true) return Effect.timeoutOrElse(answered, { duration: leftMs, orElse: () => expired })
  // It stays open until everything has arrived, and nothing comes between that moment and what follows from it.
  return Effect.flatMap(Effect.forkChild(answered, { startImmediately: true }), (asking) => {
    const over = Effect.andThen(Effect.timeoutOption(Fiber.await(asking), leftMs), late)
    return Effect.onExit(
      Effect.flatMap(over, () => asking.pollUnsafe() ?? expired),
      () => Effect.sync(() => asking.interruptUnsafe()),
    )
  })
}

function observedAnswer({ task, at }: Question, answer: Effect.Effect<unknown>): AnyEffect {
  const { observer } = at.execution
  if (observer === undefined) return answer
  const { path, assignees, deadlineMs } = task
  const openedMs = observer.now()
  observer.emit(path, { type: "task.opened", assignees, ...(deadlineMs === undefined ? {} : { deadlineMs }) })
  observer.emit(path, { type: "step.waiting", attempt: 1 })
  return Effect.map(answer, (given) => {
    observer.emit(path, { type: "task.completed", durationMs: durationSince(observer, openedMs) })
    return given
  })
}

import type { Engine } from "../../durable/engine.ts"
import type { DurableRunner } from "../../durable/life/execution-life.ts"
import { Diverged } from "../../durable/failures/diverged.ts"
import { ExecutionSuspended } from "../../durable/failures/execution-suspended.ts"
import { failureFacts } from "../../events/failure-facts.ts"
import type { ExecutionEvent } from "../../events/event.ts"
import { ActivityDefect } from "../../failures/activity-defect.ts"
import { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import { askInTerminal } from "../../human-tasks/ask-in-terminal.ts"
import { preparedAnswers } from "../../human-tasks/prepared-answers.ts"
import { printable } from "../../human-tasks/printable.ts"
import { authorFrames } from "../author-frames.ts"
import { showProgress } from "../live-progress.ts"
import { listenForSignals } from "../process-signals.ts"
import { resultJson } from "../result-json.ts"
import type { CommandLineStreams, ExitCode } from "../run-from-command-line.ts"
import { followSteps } from "../running-steps.ts"
import { watchForStall } from "../watch-for-stall.ts"
import { answerTasks } from "./answer-tasks.ts"
import type { TaskAnswerer } from "./answer-tasks.ts"
import type { FoundExecution } from "./find-execution.ts"
import { findExecution } from "./find-execution.ts"
import { openEngine } from "./open-engine.ts"
import type { CommandEngine } from "./open-engine.ts"

/** How a workflow is run durably from the command line. */
export interface DurableRunOptions {
  /** The file of the journal; it is made where it is not there. */
  readonly journal: string
  /** What the file is called in messages. @default its path */
  readonly journalName?: string
  /** The execution. @default the last one of this workflow and input that has not ended, else a new one */
  readonly id?: string
  /** What the workflow is given: parsed JSON. Without it an execution that is there goes on with its own. */
  readonly input: unknown
  /** A JSON file of answers to human tasks. @default they are asked in the terminal */
  readonly answers?: string
  /** Other runners whose executions the journal may have. */
  readonly others?: ReadonlyArray<DurableRunner>
  /** @default those of the process */
  readonly streams?: Partial<CommandLineStreams>
}

/**
 * Starts an execution in a journal, or goes on with the one there is, and gives the exit code.
 *
 * **Details**
 *
 * Progress and questions go to stderr, the output as JSON to stdout, as `runFromCommandLine` has it. SIGINT and SIGTERM end
 * the process and not the execution: the same command goes on where it was, and so it does after a crash. Calls to webhooks
 * are received on loopback, by every process at the port that the journal keeps.
 *
 * **Example**
 *
 * ```ts
 * import { runDurably } from "@millrace/runtime/command-line/durable"
 * import { quote } from "./order.runner.ts"
 *
 * process.exitCode = await runDurably(quote, { journal: "orders.db", id: "order-42", input: { lines: [] } })
 * ```
 *
 * @since 0.1.0
 */
export async function runDurably(runner: DurableRunner, options: DurableRunOptions): Promise<ExitCode> {
  const { journal, journalName = journal, others = [] } = options
  const stderr = options.streams?.progress ?? process.stderr
  const say = (sentence: string): void => void stderr.write(`${printable(sentence)}\n`)
  const progress = showProgress(stderr)
  const signals = listenForSignals()
  const steps = followSteps()
  let answerer: TaskAnswerer | undefined
  let opened: CommandEngine | undefined
  const onEvent = (event: ExecutionEvent): void => {
    steps.onEvent(event)
    progress.onEvent(event)
    if (event.type === "task.opened") answerer?.expect(event.execution, event.path)
  }
  try {
    opened = await openEngine({
      file: journal,
      journalName,
      runners: [runner, ...others.filter(({ plan }) => plan.name !== runner.plan.name)],
      onEvent,
      // Why an execution is suspended is said where it is waited for.
      onError: (error) => error instanceof Diverged || say(sentenceOf(error)),
    })
    const { engine, url } = opened
    if (url !== undefined) say(`webhooks are received at ${url}`)
    const found = await findExecution(engine, { runner, input: options.input, id: options.id })
    say(`execution '${found.id}' ${found.state} in '${journalName}'`)
    return await follow(engine, found, {
      ...options,
      stderr,
      say,
      signals,
      steps,
      onAnswerer: (each) => (answerer = each),
    })
  } catch (error) {
    say(sentenceOf(error))
    return 1
  } finally {
    await answerer?.close()
    await opened?.close()
    signals.close()
    progress.close()
  }
}

/** How long the replay of an execution takes, mostly. */
const replayMs = 100

interface Following extends DurableRunOptions {
  readonly stderr: CommandLineStreams["progress"]
  readonly say: (sentence: string) => void
  readonly signals: ReturnType<typeof listenForSignals>
  readonly steps: ReturnType<typeof followSteps>
  readonly onAnswerer: (answerer: TaskAnswerer) => void
}

/** Waits for the end of an execution, asking its questions; a signal ends the waiting and not the execution. */
async function follow(engine: Engine, { id }: FoundExecution, following: Following): Promise<ExitCode> {
  const { say, signals, steps, stderr, answers } = following
  const input = following.streams?.input ?? process.stdin
  const output = following.streams?.output ?? process.stdout
  const again = `execution '${id}' goes on when the same command is run again`
  const interrupted = new Promise<"interrupted">((resolve) => {
    signals.abortSignal.addEventListener("abort", () => resolve("interrupted"), { once: true })
  })
  let fail: (error: unknown) => void = () => undefined
  const unanswered = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  const tasks = answers === undefined ? askInTerminal({ input, output: stderr }) : preparedAnswers(answers)
  const answerer = await answerTasks(engine, tasks, (error) => fail(error))
  following.onAnswerer(answerer)
  // Of one that cannot go on with this code nobody need be asked.
  const looking = setTimeout(answerer.look, replayMs)
  const stall = watchForStall(() => {
    const paths = steps.paths()
    const waiting =
      paths.length === 0
        ? `execution '${id}' waits`
        : `${paths.map((path) => `'${path}'`).join(" and ")} ${paths.length > 1 ? "wait" : "waits"}`
    say(`${waiting} for what does not come to this process: it is kept in the journal`)
    signals.abort()
  }, 1)
  const result = engine.result(id).then((value) => ({ value }))
  // What comes when nobody waits any more is in the journal.
  for (const each of [result, unanswered]) each.catch(() => undefined)
  try {
    const ended = await Promise.race([result, interrupted, unanswered])
    if (ended === "interrupted") {
      say(again)
      return signals.exitCode() ?? 1
    }
    output.write(`${resultJson(ended.value)}\n`)
    return 0
  } catch (error) {
    say(sentenceOf(error))
    if (error instanceof ExecutionSuspended) {
      say(`Put the code back that it began with, and run the same command again; or begin another one with '--id'.`)
    }
    const frames = error instanceof ActivityDefect ? authorFrames(error) : []
    for (const frame of frames) say(frame)
    return 1
  } finally {
    clearTimeout(looking)
    stall.close()
  }
}

function sentenceOf(error: unknown): string {
  const { tag, message } = failureFacts(error)
  return error instanceof ExecutionSuspended || error instanceof ExecutionCancelled ? message : `${tag}: ${message}`
}

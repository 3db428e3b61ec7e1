import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { ExecutionEvent } from "../events/event.ts"
import { endingOf, failureFacts } from "../events/failure-facts.ts"
import { askInTerminal } from "../human-tasks/ask-in-terminal.ts"
import type { TerminalStreams } from "../human-tasks/line-reader.ts"
import { preparedAnswers } from "../human-tasks/prepared-answers.ts"
import { printable } from "../human-tasks/printable.ts"
import { inMemoryWebhooks } from "../webhooks/in-memory.ts"
import type { HumanTasks } from "../human-tasks/human-tasks.ts"
import type { Webhooks } from "../webhooks/webhooks.ts"
import type { EffectOptions, PlanFacts } from "../runner/runner-type.ts"
import type { MapFrame } from "./author-frames.ts"
import { authorFrames } from "./author-frames.ts"
import { showProgress } from "./live-progress.ts"
import type { ProgressStream } from "./progress.ts"
import { followSteps } from "./running-steps.ts"
import { listenForSignals } from "./process-signals.ts"
import { resultJson } from "./result-json.ts"
import { serveWebhooks } from "./serve-webhooks.ts"
import { stallSentence } from "./stall-sentence.ts"
import { watchForStall } from "./watch-for-stall.ts"

/** A runner that needs at most people to ask, and calls from outside. */
export interface CommandLineRunner {
  readonly plan: PlanFacts
  readonly effect: (input: never, options?: EffectOptions) => Effect.Effect<unknown, unknown, HumanTasks | Webhooks>
}

/** How a workflow is run from the command line. */
export interface CommandLineOptions {
  /** What the workflow is given: parsed JSON. */
  readonly input: unknown
  /** A JSON file of answers to human tasks. @default they are asked in the terminal */
  readonly answers?: string
  readonly executionId?: string
  /** Values that replace those of the workflow's `vars`. */
  readonly vars?: Readonly<Record<string, unknown>>
  /** Is told every event, besides the display. */
  readonly onEvent?: (event: ExecutionEvent) => void
  /** @default those of the process */
  readonly streams?: Partial<CommandLineStreams>
  /** Gives frames of a stack as they were before the program was bundled. */
  readonly mapFrame?: MapFrame
}

/** Where a command reads and writes. */
export interface CommandLineStreams {
  readonly input: TerminalStreams["input"]
  readonly output: { readonly write: (text: string) => unknown }
  readonly progress: ProgressStream & TerminalStreams["output"]
}

/** How the process ends: as Unix has it, 128 and the signal's number after a signal. */
export type ExitCode = 0 | 1 | 130 | 143

/**
 * Runs a workflow from the command line, and gives the exit code.
 *
 * **Details**
 *
 * Progress and questions go to stderr, the output as JSON to stdout; of a defect the author's frames of its stack too. SIGINT and SIGTERM cancel the execution and wait for
 * its cleanup; a second one ends the process at once. Webhooks are received on loopback, at a free port. A `signal` has no
 * sender here: use `runner.start` in a program of your own. A workflow that waits when the process has nothing left to do
 * is cancelled, for what it waits for can no longer happen.
 *
 * **Example**
 *
 * ```ts
 * import { runFromCommandLine } from "@millrace/runtime/command-line"
 * import { processDocument } from "./document.runner.ts"
 *
 * process.exitCode = await runFromCommandLine(processDocument, { input: { path: "a.pdf" } })
 * ```
 *
 * @since 0.1.0
 */
export async function runFromCommandLine(runner: CommandLineRunner, options: CommandLineOptions): Promise<ExitCode> {
  const input = options.streams?.input ?? process.stdin
  const output = options.streams?.output ?? process.stdout
  const stderr = options.streams?.progress ?? process.stderr
  const progress = showProgress(stderr)
  const signals = listenForSignals()
  const { executionId, vars } = options
  const steps = followSteps()
  const onEvent = (event: ExecutionEvent): void => {
    steps.onEvent(event)
    progress.onEvent(event)
    options.onEvent?.(event)
  }
  const tasks =
    options.answers === undefined ? askInTerminal({ input, output: stderr }) : preparedAnswers(options.answers)
  // The input is checked against the workflow's own schema before anything runs.
  const execution = runner.effect(options.input as never, {
    onEvent,
    ...(executionId === undefined ? {} : { executionId }),
    ...(vars === undefined ? {} : { vars }),
  })
  const webhooks = waitsForCalls(runner.plan) ? await serveWebhooks() : undefined
  if (webhooks !== undefined) stderr.write(`webhooks are received at ${webhooks.url}\n`)
  const calls = webhooks?.layer ?? inMemoryWebhooks({ baseUrl: "http://127.0.0.1" }).layer
  const ready = execution.pipe(Effect.provide(tasks), Effect.provide(calls))
  const stall = watchForStall(() => {
    stderr.write(`${printable(stallSentence(runner.plan.name, steps.paths()))}\n`)
    signals.abort()
  }, 1)
  const exit = await Effect.runPromiseExit(ready, { signal: signals.abortSignal })
  stall.close()
  await webhooks?.close()
  signals.close()
  progress.close()
  return report(exit, { output, stderr, signalCode: signals.exitCode(), mapFrame: options.mapFrame })
}

/** Whether the workflow, or a child of it, may wait for a call. */
function waitsForCalls({ steps }: PlanFacts): boolean {
  return steps.some(({ kind }) => kind === "webhook" || kind === "child")
}

interface Report {
  readonly output: { readonly write: (text: string) => unknown }
  readonly stderr: { readonly write: (text: string) => unknown }
  readonly signalCode: 130 | 143 | undefined
  readonly mapFrame: MapFrame | undefined
}

function report(exit: Exit.Exit<unknown, unknown>, { output, stderr, signalCode, mapFrame }: Report): ExitCode {
  if (exit._tag === "Success") {
    output.write(`${resultJson(exit.value)}\n`)
    return 0
  }
  const ending = endingOf(exit.cause)
  if (ending.kind === "cancelled") return signalCode ?? 1
  const { tag, message } = failureFacts(ending.error)
  stderr.write(`${printable(`${tag}: ${message}`)}\n`)
  const frames = Cause.hasDies(exit.cause) ? authorFrames(ending.error, mapFrame) : []
  for (const frame of frames) stderr.write(`${printable(frame)}\n`)
  return 1
}

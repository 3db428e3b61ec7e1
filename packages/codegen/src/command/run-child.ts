import { readFileSync } from "node:fs"
import { relative } from "node:path"
import { endWithParent } from "./end-with-parent.ts"

/** What the child process of `millrace run` is asked to do. Modules are given by their URLs, files by their paths. */
export interface ChildRequest {
  readonly commandLine: string
  readonly runner: string
  readonly exportName: string
  readonly input?: string
  readonly answers?: string
  /** How it is run where it is durable, or `journal` is there; without it the runner runs directly. */
  readonly durable?: DurableRequest
}

/** What is asked of a durable run. */
export interface DurableRequest {
  readonly commandLine: string
  readonly journal?: string
  /** The journal of a durable flow, where none is given. */
  readonly ownJournal: string
  readonly id?: string
}

endWithParent()

// Written by `run.ts`, as the only argument.
const request = JSON.parse(process.argv[2] ?? "") as ChildRequest
const { runFromCommandLine } = await import(request.commandLine)
const runners = await import(request.runner)
const standardInput = 0
const input: unknown =
  request.input === undefined
    ? undefined
    : JSON.parse(readFileSync(request.input === "-" ? standardInput : request.input, "utf8"))

const runner = runners[request.exportName]
const answers = request.answers === undefined ? {} : { answers: request.answers }
const { durable } = request

if (durable !== undefined && (durable.journal !== undefined || runner.plan.durable === true)) {
  const { runDurably } = await import(durable.commandLine)
  const { journal = durable.ownJournal, id } = durable
  const others = Object.values(runners)
  const journalName = relative(process.cwd(), journal)
  const code: number = await runDurably(runner, { journal, journalName, input, others, ...answers, ...(id && { id }) })
  // An activity that cannot be stopped would go on beside the next life, which does its step again.
  if (code > 128) process.exit(code)
  process.exitCode = code
} else if (durable?.id !== undefined) {
  process.stderr.write("millrace: option '--id' needs '--journal', unless the flow says 'durable: true'\n")
  process.exitCode = 2
} else {
  process.exitCode = await runFromCommandLine(runner, { input, ...answers })
}

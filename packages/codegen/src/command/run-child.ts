import { readFileSync } from "node:fs"

/** What the child process of `millrace run` is asked to do. Modules are given by their URLs, files by their paths. */
export interface ChildRequest {
  readonly commandLine: string
  readonly runner: string
  readonly exportName: string
  readonly input?: string
  readonly answers?: string
}

// Written by `run.ts`, as the only argument.
const request = JSON.parse(process.argv[2] ?? "") as ChildRequest
const { runFromCommandLine } = await import(request.commandLine)
const runners = await import(request.runner)
const standardInput = 0
const input: unknown =
  request.input === undefined
    ? undefined
    : JSON.parse(readFileSync(request.input === "-" ? standardInput : request.input, "utf8"))

process.exitCode = await runFromCommandLine(runners[request.exportName], {
  input,
  ...(request.answers === undefined ? {} : { answers: request.answers }),
})

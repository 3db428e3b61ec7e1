/** The commands of `millrace`. */
export type CommandName = "build" | "check" | "run"

/** Every command. */
export const commandNames: ReadonlyArray<CommandName> = ["build", "check", "run"]

/** The help of `millrace` itself. */
export const usage: string = `Usage: millrace <command> [options]

Compiles workflows written in TypeScript to standalone runners.

Commands:
  build [files or globs]    write <name>.runner.ts beside each <name>.flow.ts
  check [files or globs]    say which runners are missing or stale
  run <file>#<flow>         build a flow and run it

Options:
  -h, --help                show this, or the help of a command
  -v, --version             show the version`

/** The help of each command. */
export const commandUsage: Readonly<Record<CommandName, string>> = {
  build: `Usage: millrace build [files, folders or globs]

Writes <name>.runner.ts beside each <name>.flow.ts; without arguments, for every flow below this folder.
A flow with errors gets no runner, and a runner it had before stays as it was.

Exit code: 0 when every runner is written or was up to date, 1 when a flow has errors.`,
  check: `Usage: millrace check [files, folders or globs]

Says which runners are missing or stale, and writes nothing; without arguments, for every flow below this folder.

Exit code: 0 when every runner is up to date, 1 otherwise.`,
  run: `Usage: millrace run <file>#<flow> [options]

Builds a flow and runs it: progress goes to the error stream, the result to the output as JSON.
<flow> is the name of the exported constant or of the workflow; it may be left out when the file has one flow.

Options:
  --input <file>            the input as JSON ('-' reads the standard input)
  --answers <file>          answers for human tasks as JSON, by step path or name; without it they are asked for here

Exit code: 0 when the workflow completed, 1 when it failed or its flow has errors, 130 when it was interrupted.`,
}

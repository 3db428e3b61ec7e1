import { generatorVersion } from "../version.ts"
import { build } from "./build.ts"
import { check } from "./check.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import type { Command } from "./parse-command.ts"
import { parseCommand } from "./parse-command.ts"
import { run } from "./run.ts"
import { commandUsage, usage } from "./usage.ts"
import { UsageError } from "./usage-error.ts"

/** Runs `millrace` with these arguments and gives its exit code. */
export async function runCommand(given: ReadonlyArray<string>, context: CommandContext): Promise<number> {
  try {
    return await dispatch(parseCommand(given), context)
  } catch (error) {
    if (error instanceof UsageError) {
      context.error(`millrace: ${error.message}`)
      context.error("See 'millrace --help'.")
      return exitCodes.usage
    }
    context.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return exitCodes.internal
  }
}

async function dispatch(command: Command, context: CommandContext): Promise<number> {
  switch (command.kind) {
    case "help":
      context.out(command.command === undefined ? usage : commandUsage[command.command])
      return exitCodes.fine
    case "version":
      context.out(generatorVersion)
      return exitCodes.fine
    case "build":
      return build(command.patterns, context)
    case "check":
      return check(command.patterns, context)
    case "run":
      return run(command, context)
  }
}

import { generatorVersion } from "../version.ts"
import type { CommandContext } from "./command-context.ts"
import { CommandFailed } from "./command-failed.ts"
import { exitCodes } from "./exit-codes.ts"
import { interruptOf } from "./interrupt.ts"
import type { Command } from "./parse-command.ts"
import { parseCommand } from "./parse-command.ts"
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
    if (error instanceof CommandFailed) {
      context.error(`millrace: ${error.message}`)
      return exitCodes.diagnostics
    }
    context.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return exitCodes.internal
  }
}

/** Loads each command's modules only when it is asked for: the compiler takes longer to load than most commands to run. */
async function dispatch(command: Command, context: CommandContext): Promise<number> {
  switch (command.kind) {
    case "help": {
      const { commandUsage, usage } = await import("./usage.ts")
      context.out(command.command === undefined ? usage() : commandUsage(command.command))
      return exitCodes.fine
    }
    case "version":
      context.out(generatorVersion)
      return exitCodes.fine
    case "build":
      if (command.isWatching) {
        const { watchBuild } = await import("./watch/watch-build.ts")
        return watchBuild(command, context, { abortSignal: interruptOf(context) })
      }
      return (await import("./build.ts")).build(command, context)
    case "check":
      return (await import("./check.ts")).check(command, context)
    case "run":
      return (await import("./run.ts")).run(command, context)
    case "dev":
      return (await import("./watch/dev.ts")).dev(command, context, interruptOf(context))
    case "serve":
      return (await import("./serve/serve.ts")).serve(command, context)
    case "runs":
      return (await import("./runs/runs.ts")).runs(command, context)
    case "graph":
      return (await import("./graph/graph.ts")).graph(command, context)
    case "explain":
      return (await import("./explain/explain.ts")).explain(command, context)
    case "init":
      return (await import("./init/init.ts")).init(command, context)
    case "doctor":
      return (await import("./doctor/doctor.ts")).doctor(context)
    case "completions":
      context.out((await import("./completions.ts")).completions(command.shell))
      return exitCodes.fine
  }
}

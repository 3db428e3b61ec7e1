import { processContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { runCommand } from "./run-command.ts"

const interrupt = (): void => {
  process.exitCode = exitCodes.interrupted
  process.exit()
}

const given = process.argv.slice(2)
// `run` hands the interrupt to the process it starts, and waits for it.
if (given[0] !== "run") process.on("SIGINT", interrupt)
process.exitCode = await runCommand(given, processContext())

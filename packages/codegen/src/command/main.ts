import { processContext } from "./command-context.ts"
import { runCommand } from "./run-command.ts"

// The type checker is a Go program that panics when an interrupt ends this one under it: nobody wants its stacks.
process.env["GOTRACEBACK"] ??= "none"

// A command that must do something at an interrupt takes it itself. The others are ended by it at once, even while the
// type checker keeps this thread waiting; a shell gives that as 130.
process.exitCode = await runCommand(process.argv.slice(2), processContext())

import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { fileURLToPath } from "node:url"
import { messageOf } from "../events/failure-facts.ts"
import { bundleFrames } from "./bundle-frames.ts"
import type { CommandLineRunner } from "./run-from-command-line.ts"
import { runFromCommandLine } from "./run-from-command-line.ts"

/** How the process of a program ends, beside those of a run: 2 after wrong usage, 3 after a bug in Millrace. */
type ProgramExitCode = Awaited<ReturnType<typeof runFromCommandLine>> | 2 | 3

/**
 * Runs a workflow as a program of its own: what a bundle does that `millrace build --bundle` has written.
 *
 * **Details**
 *
 * It takes `--input` and `--answers` as `millrace run` does, and does the same with them. `url` is that of the program's
 * file, by which it is called in messages, and beside which its source map stands.
 *
 * @since 0.1.0
 */
export async function runAsProgram(
  runner: CommandLineRunner,
  { url, given = process.argv.slice(2) }: { readonly url: string; readonly given?: ReadonlyArray<string> },
): Promise<ProgramExitCode> {
  const file = fileURLToPath(url)
  try {
    const asked = readArguments(given)
    if (asked.isHelp) {
      process.stdout.write(usage(basename(file), runner.plan.name))
      return 0
    }
    const { input, answers } = asked
    if (answers !== undefined) readJson(answers, "--answers")
    return await runFromCommandLine(runner, {
      input: input === undefined ? undefined : readJson(input, "--input"),
      ...(answers === undefined ? {} : { answers }),
      mapFrame: bundleFrames(file),
    })
  } catch (error) {
    if (error instanceof WrongUsage) {
      process.stderr.write(`${basename(file)}: ${error.message}\nSee 'node ${basename(file)} --help'.\n`)
      return 2
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}\n`)
    return 3
  }
}

/** The program was called in a way that it does not know; the message is one sentence. */
class WrongUsage extends Error {
  override readonly name = "WrongUsage"
}

interface Arguments {
  readonly isHelp: boolean
  readonly input: string | undefined
  readonly answers: string | undefined
}

function readArguments(given: ReadonlyArray<string>): Arguments {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { input: { type: "string" }, answers: { type: "string" }, help: { type: "boolean", short: "h" } },
    })
    return { isHelp: values.help === true, input: values.input, answers: values.answers }
  } catch (error) {
    // What Node says after its first sentence is about a positional argument, of which there are none here.
    const [sentence = ""] = messageOf(error).split(". ")
    throw new WrongUsage(`${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`)
  }
}

const standardInput = 0

function readJson(path: string, option: string): unknown {
  const isStandard = path === "-"
  const text = readText(isStandard ? standardInput : path)
  const what = isStandard ? "the standard input" : `the file '${path}'`
  if (text === undefined) throw new WrongUsage(`${what} of ${option} does not exist`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WrongUsage(`${what} of ${option} is not JSON: ${messageOf(error)}`)
  }
}

function readText(path: string | number): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

function usage(program: string, workflow: string): string {
  return `Usage: node ${program} [options]

Runs workflow '${workflow}': progress goes to the error stream, the result to the output as JSON.

Options:
  --input <file>    the input as JSON ('-' reads the standard input)
  --answers <file>  answers for human tasks as JSON, by step path or name; without it they are asked for here
  -h, --help        show this help

Exit code: 0 when the workflow completed, 1 when it failed, 2 after wrong usage, 130 when it was interrupted.
`
}

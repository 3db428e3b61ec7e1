import { createRequire } from "node:module"
import { relative, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { runnerPath } from "../runner-path.ts"
import { build } from "./build.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { splitTarget } from "./split-target.ts"
import type { RunCommand } from "./parse-command.ts"
import { readText } from "./read-text.ts"
import type { ChildRequest, DurableRequest } from "./run-child.ts"
import { runAttached } from "./run-attached.ts"
import { startRun } from "./run-process.ts"
import { UsageError } from "./usage-error.ts"

/**
 * `millrace run`: builds a flow, then runs its runner in a process of its own.
 *
 * **Details**
 *
 * The child runs with tsx, so that authors' modules load whatever TypeScript they use, and has this terminal. The runtime
 * is the one that the author's project resolves; the compiler itself does not import it.
 */
export async function run(command: RunCommand, context: CommandContext): Promise<number> {
  const { path } = splitTarget(command.target)
  filesOf(command, context)
  const built = await build(
    { patterns: [path], format: "pretty", isCached: true, isChecked: true, isDurable: false },
    { ...context, out: context.error },
  )
  return built === exitCodes.fine
    ? runAttached(startRun({ ...(await requestFor(command, context)), durable: durableRequest(command, context) }))
    : built
}

/** Gives what the process of a run is asked to do; the flow has been built. */
export async function requestFor(
  command: Pick<RunCommand, "target" | "input" | "answers">,
  context: CommandContext,
): Promise<ChildRequest> {
  const { path, name } = splitTarget(command.target)
  const file = resolve(context.folder, path)
  return {
    commandLine: runtimeModule(file, "@millrace/runtime/command-line"),
    runner: pathToFileURL(runnerPath(file)).href,
    exportName: await exportNameOf(file, name),
    ...filesOf(command, context),
  }
}

/** A durable flow has a journal beside it, in which the other flows of its file may be too. */
function durableRequest({ target, journal, id }: RunCommand, { folder }: CommandContext): DurableRequest {
  const file = resolve(folder, splitTarget(target).path)
  return {
    commandLine: runtimeModule(file, "@millrace/runtime/command-line/durable"),
    ownJournal: file.replace(/(?:\.flow)?\.[^./\\]+$/, ".journal.db"),
    ...(journal !== undefined && { journal: resolve(folder, journal) }),
    ...(id !== undefined && { id }),
  }
}

/** Gives the files that a run reads, which must be there and be JSON. */
function filesOf(
  command: Pick<RunCommand, "input" | "answers">,
  context: CommandContext,
): { readonly input?: string; readonly answers?: string } {
  const input = jsonFile(command.input, "--input", context)
  const answers = jsonFile(command.answers, "--answers", context)
  return { ...(input !== undefined && { input }), ...(answers !== undefined && { answers }) }
}

async function exportNameOf(file: string, name: string | undefined): Promise<string> {
  const { loadModule } = await import("../1-load/load-module.ts")
  const { findFlow } = await import("./load-target.ts")
  return findFlow(loadModule(file).module?.flows ?? [], name).exportName
}

function jsonFile(given: string | undefined, option: string, { folder }: CommandContext): string | undefined {
  if (given === undefined || given === "-") return given
  const path = resolve(folder, given)
  const content = readText(path)
  if (content === undefined) throw new UsageError(`the file '${given}' of ${option} does not exist`)
  try {
    JSON.parse(content)
  } catch (error) {
    throw new UsageError(
      `the file '${given}' of ${option} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return path
}

function runtimeModule(file: string, specifier: string): string {
  try {
    return pathToFileURL(createRequire(file).resolve(specifier)).href
  } catch {
    throw new UsageError(`'@millrace/runtime' is not installed where '${relative(process.cwd(), file)}' can import it`)
  }
}

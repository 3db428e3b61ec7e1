import { statSync } from "node:fs"
import { createRequire } from "node:module"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { loadConfig } from "../../config/load-config.ts"
import { runnerPath } from "../../runner-path.ts"
import { build } from "../build.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { findFlowFiles } from "../find-flow-files.ts"
import { runAttached } from "../run-attached.ts"
import { startChild } from "../run-process.ts"
import { UsageError } from "../usage-error.ts"
import type { ServeCommand } from "./parse-serve.ts"
import type { ServeRequest } from "./serve-child.ts"

/**
 * `millrace serve`: builds flows, then serves an engine that runs them, in a process of its own.
 *
 * **Details**
 *
 * Modules that are no flows are loaded as they are, for runners that are provided with services there, and for schedules.
 */
export async function serve(command: ServeCommand, context: CommandContext): Promise<number> {
  const { folder } = context
  // What the server refuses as well is known before anything is built.
  if (command.host !== undefined && !isLoopback(command.host) && !process.env["MILLRACE_KEY"]) {
    throw new UsageError(`others reach '${command.host}', so set MILLRACE_KEY to a key that they have to know`)
  }
  const modules = command.patterns.filter((pattern) => isModule(pattern, folder))
  const patterns = command.patterns.filter((pattern) => !modules.includes(pattern))
  const flows = modules.length > 0 && patterns.length === 0 ? [] : await builtFlows(patterns, context)
  if (typeof flows === "number") return flows
  const loaded = [...flows.map((file) => runnerPath(file)), ...modules.map((module) => resolve(folder, module))]
  const [first] = loaded
  if (first === undefined) throw new UsageError("'millrace serve' found nothing to serve")
  const { kind: _, patterns: __, ...options } = command
  const request: ServeRequest = {
    ...options,
    server: serverModule(first),
    modules: loaded.map((file) => pathToFileURL(file).href),
    journal: resolve(folder, options.journal),
  }
  const script = import.meta.url.endsWith(".ts") ? "./serve-child.ts" : "./serve-child.js"
  return runAttached(startChild(import.meta.resolve(script), request), context.abortSignal)
}

/** Gives flow files whose runners have been built, or the exit code where one was refused. */
async function builtFlows(
  patterns: ReadonlyArray<string>,
  context: CommandContext,
): Promise<ReadonlyArray<string> | number> {
  const files = findFlowFiles(patterns, context.folder, await loadConfig(context.folder))
  const built = await build(
    { patterns, format: "pretty", isCached: true, isChecked: true, isDurable: false },
    { ...context, out: context.error },
  )
  return built === exitCodes.fine ? files : built
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.")
}

function isModule(pattern: string, folder: string): boolean {
  return (
    /(?<!\.flow)\.[cm]?[jt]s$/.test(pattern) &&
    statSync(resolve(folder, pattern), { throwIfNoEntry: false })?.isFile() === true
  )
}

function serverModule(file: string): string {
  try {
    return pathToFileURL(createRequire(file).resolve("@millrace/runtime/server")).href
  } catch {
    throw new UsageError(`'@millrace/runtime' is not installed where '${file}' can import it`)
  }
}

import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { relative, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { runnerPath } from "../runner-path.ts"
import { build } from "./build.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import type { RunCommand } from "./parse-command.ts"
import { readText } from "./read-text.ts"
import type { ChildRequest } from "./run-child.ts"
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
  const [path = "", flow] = splitTarget(command.target)
  const file = resolve(context.folder, path)
  const input = jsonFile(command.input, "--input", context)
  const answers = jsonFile(command.answers, "--answers", context)
  const built = await build({ patterns: [path], format: "pretty", isCached: true }, { ...context, out: context.error })
  if (built !== exitCodes.fine) return built
  return runChild({
    commandLine: runtimeModule(file),
    runner: pathToFileURL(runnerPath(file)).href,
    exportName: await exportNameOf(file, flow),
    ...(input === undefined ? {} : { input }),
    ...(answers === undefined ? {} : { answers }),
  })
}

function splitTarget(target: string): ReadonlyArray<string> {
  const hash = target.lastIndexOf("#")
  return hash < 0 ? [target] : [target.slice(0, hash), target.slice(hash + 1)]
}

async function exportNameOf(file: string, flow: string | undefined): Promise<string> {
  const { loadModule } = await import("../1-load/load-module.ts")
  const flows = loadModule(file).module?.flows ?? []
  const found =
    flow === undefined ? flows : flows.filter(({ exportName, plan }) => exportName === flow || plan.name === flow)
  const [only, ...others] = found
  const names = flows.map(({ exportName }) => `'${exportName}'`).join(", ")
  if (only === undefined) throw new UsageError(`no flow '${flow}' in the file, which has ${names}`)
  if (others.length > 0) throw new UsageError(`the file has several flows, say which one behind a '#': ${names}`)
  return only.exportName
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

function runtimeModule(file: string): string {
  try {
    return pathToFileURL(createRequire(file).resolve("@millrace/runtime/command-line")).href
  } catch {
    throw new UsageError(`'@millrace/runtime' is not installed where '${relative(process.cwd(), file)}' can import it`)
  }
}

async function runChild(request: ChildRequest): Promise<number> {
  const script = fileURLToPath(
    import.meta.resolve(import.meta.url.endsWith(".ts") ? "./run-child.ts" : "./run-child.js"),
  )
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script, JSON.stringify(request)], {
    stdio: "inherit",
  })
  // The terminal sends its interrupt to the child as well, which ends in its own way; this process waits for it.
  const ignore = (): void => undefined
  process.on("SIGINT", ignore)
  const terminate = (): boolean => child.kill("SIGTERM")
  process.on("SIGTERM", terminate)
  try {
    return await new Promise<number>((settle, fail) => {
      child.on("error", fail)
      child.on("exit", (code) => settle(code ?? exitCodes.interrupted))
    })
  } finally {
    process.off("SIGINT", ignore)
    process.off("SIGTERM", terminate)
  }
}

import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { flowPath } from "../runner-path.ts"

/** What an author imports: the runner, by its own name, by that of its output, or without an ending. */
export const runnerImport: RegExp = /\.runner(?:\.[jt]s)?$/

/** The path of a runner as bundlers load it. */
export const runnerModule: RegExp = /\.runner\.ts$/

/** Finds the runner that a relative import means, if there is a flow for it. Others are for the bundler to resolve. */
export function findRunner(specifier: string, folder: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined
  const path = resolve(folder, specifier).replace(runnerImport, ".runner.ts")
  return existsSync(flowPath(path)) ? path : undefined
}

import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { flowPath } from "../runner-path.ts"

/**
 * What is imported: by an author the runner, by its own name, by that of its output, or without an ending; by the runner
 * the schemas that belong to it.
 */
export const runnerImport: RegExp = /\.runner(?:\.schemas)?(?:\.[jt]s)?$/

/** The path of a runner, or of its schemas, as bundlers load it. */
export const runnerModule: RegExp = /\.runner(?:\.schemas)?\.ts$/

/** Finds the runner that a relative import means, if there is a flow for it. Others are for the bundler to resolve. */
export function findRunner(specifier: string, folder: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined
  const path = resolve(folder, specifier).replace(/(?:\.[jt]s)?$/, ".ts")
  return existsSync(flowPath(path)) ? path : undefined
}

import type { GeneratedFile } from "../generate.ts"
import { runnerFiles } from "../runner-files.ts"
import { isSameText, readText } from "./read-text.ts"

/** A runner, or its source map, that is not what its flow would give today. */
export interface OutdatedFile {
  readonly path: string
  readonly state: "missing" | "stale"
}

/** Gives the first of the files of a flow that is missing or stale: the runner, then its source map. */
export function findOutdated(generated: GeneratedFile): OutdatedFile | undefined {
  for (const { path, text } of runnerFiles(generated)) {
    const found = readText(path)
    if (found === undefined) return { path, state: "missing" }
    if (!isSameText(found, text)) return { path, state: "stale" }
  }
  return undefined
}

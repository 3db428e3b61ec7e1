import { rmSync, writeFileSync } from "node:fs"
import type { GeneratedFile } from "../generate.ts"
import { runnerFiles } from "../runner-files.ts"
import { runnerPath } from "../runner-path.ts"
import { mapPath } from "../source-maps.ts"
import { isSameText, readText } from "./read-text.ts"

/**
 * Writes a runner and its source map where they are not there already, and says whether anything had to be written. A
 * source map that the runner no longer refers to is removed.
 */
export function writeRunnerFiles(generated: GeneratedFile): boolean {
  const changed = runnerFiles(generated).filter(({ path, text }) => !isSameText(readText(path), text))
  // The map first: who sees the new runner must find what it refers to.
  for (const { path, text } of changed.toReversed()) writeFileSync(path, text)
  const isWithoutMap = generated.runner !== undefined && generated.map === undefined
  if (isWithoutMap) rmSync(mapPath(runnerPath(generated.file)), { force: true })
  return changed.length > 0
}

import type { GeneratedFile } from "./generate.ts"
import { runnerPath } from "./runner-path.ts"
import { mapPath } from "./source-maps.ts"

/** A file to be written. */
export interface RunnerFile {
  readonly path: string
  readonly text: string
}

/** Gives the files that came of a flow file: its runner, and the source map where that has a file of its own. */
export function runnerFiles({
  file,
  runner,
  map,
}: Pick<GeneratedFile, "file" | "map" | "runner">): ReadonlyArray<RunnerFile> {
  if (runner === undefined) return []
  const path = runnerPath(file)
  return [{ path, text: runner }, ...(map === undefined ? [] : [{ path: mapPath(path), text: map }])]
}

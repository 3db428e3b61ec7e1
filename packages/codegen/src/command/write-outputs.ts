import { rmSync, writeFileSync } from "node:fs"
import type { GeneratedFile } from "../generate.ts"
import { runnerPath, schemasPath } from "../runner-path.ts"
import { mapPath } from "../source-maps.ts"
import { isSameText, readText } from "./read-text.ts"

/** A file that a build makes: its path, and its text where it should be there. */
interface Output {
  readonly path: string
  readonly text: string | undefined
}

/** A file that is not what its flow would give today. */
export interface OutdatedFile {
  readonly path: string
  readonly state: "missing" | "stale"
}

/** Gives the first of the files that a build makes of a flow file which is missing or stale: the runner before all others. */
export function findOutdated(generated: GeneratedFile): OutdatedFile | undefined {
  for (const { path, text } of outputsOf(generated)) {
    const found = readText(path)
    if (found === undefined && text !== undefined) return { path, state: "missing" }
    if (text === undefined ? found !== undefined : !isSameText(found, text)) return { path, state: "stale" }
  }
  return undefined
}

/** Writes what a build makes of a flow file, and takes away what it makes no more. */
export function writeOutputs(generated: GeneratedFile): void {
  // The runner last: who sees the new one must find what it refers to.
  for (const { path, text } of outputsOf(generated).toReversed()) {
    if (text === undefined) rmSync(path, { force: true })
    else if (!isSameText(readText(path), text)) writeFileSync(path, text)
  }
}

function outputsOf({ file, runner, map, schemas }: GeneratedFile): ReadonlyArray<Output> {
  const path = runnerPath(file)
  return [
    { path, text: runner },
    { path: mapPath(path), text: map },
    { path: schemasPath(file), text: schemas },
  ]
}

import { rmSync, writeFileSync } from "node:fs"
import type { GeneratedFile } from "../generate.ts"
import { runnerPath, schemasPath } from "../runner-path.ts"
import { isSameText, readText } from "./read-text.ts"

/** A file that a build makes: its path, and its text where it should be there. */
interface Output {
  readonly path: string
  readonly text: string | undefined
}

/** Tells whether what a build makes of a flow file is there already. */
export function isCurrent(generated: GeneratedFile): boolean {
  return outputsOf(generated).every(({ path, text }) =>
    text === undefined ? readText(path) === undefined : isSameText(readText(path), text),
  )
}

/** Writes what a build makes of a flow file, and takes away what it makes no more. */
export function writeOutputs(generated: GeneratedFile): void {
  for (const { path, text } of outputsOf(generated)) {
    if (text === undefined) rmSync(path, { force: true })
    else if (!isSameText(readText(path), text)) writeFileSync(path, text)
  }
}

function outputsOf({ file, runner, schemas }: GeneratedFile): ReadonlyArray<Output> {
  return [
    { path: schemasPath(file), text: schemas },
    { path: runnerPath(file), text: runner },
  ]
}

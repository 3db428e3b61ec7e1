import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** One golden sample: a folder with `input.flow.ts`, the `expected.runner.ts` it compiles to, and `cases.ts` to run both with. */
export interface GoldenFolder {
  readonly name: string
  readonly path: string
}

/** Every golden sample. */
export function goldenFolders(): ReadonlyArray<GoldenFolder> {
  const root = fileURLToPath(new URL(".", import.meta.url))
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: `${root}${name}` }))
}

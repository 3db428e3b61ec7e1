import { findPackageJSON } from "node:module"
import { dirname } from "node:path"

/** The folder that a package is installed in, whatever its `exports` allow to be imported. */
export function packageFolder(name: string): string {
  const manifest = findPackageJSON(name, import.meta.url)
  if (manifest === undefined) throw new Error(`package '${name}' is not installed`)
  return dirname(manifest)
}

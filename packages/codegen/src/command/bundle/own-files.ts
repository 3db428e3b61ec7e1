import { resolve } from "node:path"
import type { Diagnostic } from "@millrace/plan"
import type { Metafile } from "esbuild"
import type { CommandCode } from "../command-codes.ts"
import { readText } from "../read-text.ts"
import type { BundleRequest } from "./bundle-flow.ts"
import { importPlace } from "./import-place.ts"
import { packageOf } from "./package-of.ts"

/** How a module asks where it stands. */
const place = /\bimport\.meta\.(?:url|dirname|filename|resolve)\b|\b__(?:dirname|filename)\b/

/** Warns of modules in a bundle that ask where they stand: the files beside them, which they look for, are not there. */
export function ownFileWarnings(metafile: Metafile, request: BundleRequest): ReadonlyArray<Diagnostic> {
  const code: CommandCode = "BUNDLE.OWN_FILES"
  const isPackageKnown = new Set<string>()
  return Object.keys(metafile.inputs).flatMap((input): ReadonlyArray<Diagnostic> => {
    const file = resolve(request.folder, input)
    const text = readText(file) ?? ""
    const found = place.exec(text)
    const name = packageOf(input)
    if (found === null || (name !== undefined && isPackageKnown.has(name))) return []
    if (name !== undefined) {
      isPackageKnown.add(name)
      const message = `'${name}' asks where its own files are ('${found[0]}'), and they are not in the bundle`
      const fix = `if it reads any, leave it out with '--external ${name}', and install it where the bundle runs`
      return [{ code, level: "warning", message, span: importPlace(name, metafile, request), fix }]
    }
    const before = text.slice(0, found.index).split("\n")
    const span = {
      file,
      start: found.index,
      end: found.index + found[0].length,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    }
    const message = `'${found[0]}' is the place of the bundle there, which has no files beside it`
    return [
      { code, level: "warning", message, span, fix: "give what is read with the input, or import it as a module" },
    ]
  })
}

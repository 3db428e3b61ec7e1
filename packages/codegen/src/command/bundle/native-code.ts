import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import type { Diagnostic } from "@millrace/plan"
import type { Metafile } from "esbuild"
import type { CommandCode } from "../command-codes.ts"
import { readText } from "../read-text.ts"
import type { BundleRequest } from "./bundle-flow.ts"
import { importPlace } from "./import-place.ts"
import { packageFolder, packageOf } from "./package-of.ts"

/** Packages that look for the native code of those that depend on them. */
const loaders: ReadonlyArray<string> = [
  "@mapbox/node-pre-gyp",
  "@node-rs/helper",
  "bindings",
  "node-addon-api",
  "node-gyp-build",
  "prebuild-install",
]

/**
 * Gives the packages of a bundle that load native code at run time, which would not be there.
 *
 * **Details**
 *
 * Many have a package of their own for each platform: the one to be left out is that which chooses between them.
 */
export function nativeMistakes(metafile: Metafile, request: BundleRequest): ReadonlyArray<Diagnostic> {
  const native = nativePackages(metafile, request)
  const chosen = new Set(native)
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    const importer = packageOf(file)
    for (const { path } of importer !== undefined && native.has(importer) ? imports : []) {
      const imported = packageOf(path)
      if (imported !== undefined && imported !== importer) chosen.delete(imported)
    }
  }
  return [...chosen].map((name) => {
    const code: CommandCode = "BUNDLE.NATIVE_CODE"
    const message = `'${name}' has native code, which cannot be in a bundle`
    const fix = `leave it out with '--external ${name}', and install it where the bundle runs`
    return { code, level: "error", message, span: importPlace(name, metafile, request), fix }
  })
}

function nativePackages(metafile: Metafile, request: BundleRequest): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  for (const input of Object.keys(metafile.inputs)) {
    const name = packageOf(input)
    const folder = packageFolder(input)
    if (name === undefined || folder === undefined) continue
    if (input.endsWith(".node") || (!seen.has(name) && isNative(resolve(request.folder, folder)))) found.add(name)
    seen.add(name)
  }
  return found
}

function isNative(folder: string): boolean {
  const { dependencies = {}, optionalDependencies = {} } = readDescription(folder)
  return (
    existsSync(join(folder, "binding.gyp")) ||
    loaders.some((name) => dependencies[name] !== undefined) ||
    Object.keys(optionalDependencies).some((name) => /\b(?:darwin|linux|win32)-(?:arm64|x64)\b/.test(name))
  )
}

interface Description {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function readDescription(folder: string): Description {
  try {
    // What npm says a package.json has.
    return JSON.parse(readText(join(folder, "package.json")) ?? "{}") as Description
  } catch {
    return {}
  }
}

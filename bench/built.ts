// Loaded with `--import`: makes `@millrace/*` the packages' built output, as those who install them get it.
import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"

/** The file that a specifier of one of our packages has when it is published. */
export function builtFile(specifier: string): URL | undefined {
  const [scope, name, ...rest] = specifier.split("/")
  if (scope !== "@millrace" || name === undefined) return undefined
  const folder = new URL(`../packages/${name}/`, import.meta.url)
  const { publishConfig } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as Manifest
  const file = publishConfig.exports[[".", ...rest].join("/")]
  if (file === undefined) throw new Error(`'${specifier}' is not exported by '${scope}/${name}'`)
  return new URL(file, folder)
}

interface Manifest {
  readonly publishConfig: { readonly exports: Readonly<Record<string, string>> }
}

registerHooks({
  resolve(specifier, context, next) {
    const file = builtFile(specifier)
    return file === undefined ? next(specifier, context) : { url: file.href, shortCircuit: true }
  },
})

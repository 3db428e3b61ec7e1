import { hash } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** What the compiler is made of, besides its own package. */
const parts = ["@millrace/plan", "@millrace/runtime/abi", "@millrace/runtime/schema-shape"]
const packages = ["handlebars", "ts-morph", "typescript"]

/**
 * Gives a digest of the compiler itself.
 *
 * **Details**
 *
 * It is made of the code and not of its version: a compiler that somebody works on, or has patched, is another one.
 */
export function compilerDigest(): string {
  const own = fileURLToPath(new URL("../..", import.meta.url))
  const require = createRequire(import.meta.url)
  const [plan = "", ...ofRuntime] = parts.map((part) => require.resolve(part))
  const files = [
    ...codeIn(own),
    ...codeIn(dirname(plan)),
    ...ofRuntime,
    ...packages.flatMap((name) => descriptionOf(name, require)),
  ]
  const digests = files.map((file) => `${file}\n${hash("sha256", readFileSync(file))}`)
  return hash("sha256", [process.version, process.platform, ...digests].join("\n"))
}

function codeIn(folder: string): ReadonlyArray<string> {
  return globSync("**/*.{js,ts,hbs}", { cwd: folder, exclude: ["**/*.d.ts"] })
    .toSorted()
    .map((file) => join(folder, file))
}

/** A package may hide its description behind `exports`; it stands in a folder above its entry. */
function descriptionOf(name: string, require: NodeJS.Require): ReadonlyArray<string> {
  for (const folder of require.resolve.paths(name) ?? []) {
    const file = join(folder, name, "package.json")
    try {
      readFileSync(file)
      return [file]
    } catch {
      continue
    }
  }
  return []
}

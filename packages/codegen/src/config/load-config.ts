import { existsSync, readFileSync } from "node:fs"
import { dirname, extname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { isDiagnosticCode } from "../code-meanings.ts"
import { configError } from "./config-error.ts"
import type { ResolvedConfig } from "./resolved-config.ts"
import { defaultConfig, everyFlow } from "./resolved-config.ts"
import { validateConfig } from "./validate-config.ts"

const names = ["flow.config.ts", "flow.config.mts", "flow.config.js", "flow.config.mjs"]

/** Finds the configuration of a folder: in it, or in the nearest one above that has one. */
export function findConfig(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find((file) => existsSync(file))
    if (found !== undefined || dirname(folder) === folder) return found
  }
}

/**
 * Loads the configuration of a folder; one that cannot be used is a `ConfigError`.
 *
 * **Details**
 *
 * `again` is another number for every load of one file in a process, which would otherwise get the module it has.
 */
export async function loadConfig(folder: string, again?: number): Promise<ResolvedConfig> {
  const file = findConfig(folder)
  if (file === undefined) return defaultConfig(folder)
  const source = readFileSync(file, "utf8")
  const exported = await evaluate(file, source, again)
  const checked = validateConfig(exported, isDiagnosticCode)
  if ("mistake" in checked) {
    const { key, message, fix } = checked.mistake
    throw configError(message, { file, source, ...placeOf(key, source) }, fix)
  }
  const {
    include = [everyFlow],
    exclude = [],
    schemas = "compiled",
    durable = false,
    sourceMaps = "file",
    ...others
  } = checked.config
  return { file, folder: dirname(file), include, exclude, schemas, durable, sourceMaps, ...others }
}

async function evaluate(file: string, source: string, again: number | undefined): Promise<unknown> {
  try {
    const module: unknown = await importModule(file, again)
    return typeof module === "object" && module !== null ? Reflect.get(module, "default") : undefined
  } catch (error) {
    throw configError(
      `the configuration cannot be loaded: ${sentenceOf(error)}`,
      { file, source, ...thrownAt(error, file, source) },
      "correct the file, or what it imports",
    )
  }
}

/** What Node cannot load by itself of what authors write in TypeScript. */
const forTsx: ReadonlySet<unknown> = new Set([
  "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX",
  "ERR_UNKNOWN_FILE_EXTENSION",
  "ERR_MODULE_NOT_FOUND",
  "ERR_UNSUPPORTED_DIR_IMPORT",
])

/** Node strips the types of most configurations in a few milliseconds; tsx, which takes longer to start, loads the rest. */
async function importModule(file: string, again: number | undefined): Promise<unknown> {
  const { href } = pathToFileURL(file)
  const url = again === undefined ? href : `${href}?${again}`
  if (!isModule(file)) return throughTsx(href)
  try {
    return await import(/* @vite-ignore */ url)
  } catch (error) {
    if (!forTsx.has(codeOf(error))) throw error
    return throughTsx(href)
  }
}

async function throughTsx(url: string): Promise<unknown> {
  const { tsImport } = await import("tsx/esm/api")
  const module: unknown = await tsImport(url, import.meta.url)
  // In a folder of CommonJS modules the exports stand one level deeper.
  const inner: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "default") : undefined
  const isNested = typeof inner === "object" && inner !== null && "__esModule" in inner
  return isNested ? inner : module
}

/** Says whether Node takes a file for an ES module without looking into it, and without a warning. */
function isModule(file: string): boolean {
  if (extname(file).startsWith(".m")) return true
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const description = join(folder, "package.json")
    if (existsSync(description)) return /"type"\s*:\s*"module"/.test(readFileSync(description, "utf8"))
    if (dirname(folder) === folder) return false
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  // tsx puts the place in front of the sentence.
  const lines = message.split("\n").map((line) => line.trim().replace(/^.*: ERROR: /, ""))
  return lines.find((line) => line !== "" && !line.startsWith("Transform failed")) ?? "it throws"
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Finds the place in the file that a thrown error names, or its beginning. */
function thrownAt(error: unknown, file: string, source: string): Place {
  const text = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : ""
  const at = text.indexOf(file)
  const [, line, column] =
    (at < 0 ? undefined : /^(?:\?[^:\s]*)?:(\d+)(?::(\d+))?/.exec(text.slice(at + file.length))) ?? []
  const lines = source.split("\n")
  const index = Math.min(Math.max(Number(line ?? 1), 1), lines.length) - 1
  const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0)
  const length = lines[index]?.length ?? 0
  const offset = column === undefined ? (/\S/.exec(lines[index] ?? "")?.index ?? 0) : Number(column) - 1
  return { start: start + Math.min(offset, length), end: start + length }
}

/** Finds a key in the text of a configuration, which is read as text only to say where it stands. */
function placeOf(key: string, source: string): Place {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const found =
    new RegExp(`(?<=[{,\\s])(["'\`]?)${escaped}\\1(?=\\s*:)`).exec(source) ?? /export\s+default/.exec(source)
  return found === null ? { start: 0, end: 0 } : { start: found.index, end: found.index + found[0].length }
}

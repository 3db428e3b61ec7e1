import { hash, randomUUID } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** The most entries that are kept; the oldest go first. */
const maximumEntries = 40

/**
 * Gives the folder of the cache for a folder: in the nearest `node_modules`, or `.millrace` where there is none.
 */
export function cacheFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) return join(folder, "node_modules", ".cache", "millrace")
    if (dirname(folder) === folder) return join(from, ".millrace", "cache")
  }
}

/** Reads an entry; one that is damaged is as good as none. */
export function readEntry(folder: string, key: string): unknown {
  try {
    const text = readFileSync(join(folder, `${key}.json`), "utf8")
    const end = text.indexOf("\n")
    const content = text.slice(end + 1)
    if (end < 0 || text.slice(0, end) !== hash("sha256", content)) return undefined
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/**
 * Writes an entry as a whole, so that a build beside this one reads the old entry or the new one. A cache that cannot be
 * written is no reason for a build to fail.
 */
export function writeEntry(folder: string, key: string, value: unknown): void {
  try {
    mkdirSync(folder, { recursive: true })
    const content = JSON.stringify(value)
    const temporary = join(folder, `${key}.${randomUUID()}.tmp`)
    writeFileSync(temporary, `${hash("sha256", content)}\n${content}`)
    renameSync(temporary, join(folder, `${key}.json`))
    prune(folder)
  } catch {
    // The next build is slow, and right.
  }
}

function prune(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => ({
      path: join(folder, name),
      at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .toSorted((a, b) => b.at - a.at)
  for (const { path } of files.slice(maximumEntries)) rmSync(path, { force: true })
}

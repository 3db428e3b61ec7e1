import { readFileSync } from "node:fs"

/** Tells whether a file's text is this one, however its lines end: a checkout may have changed that. */
export function isSameText(found: string | undefined, expected: string): boolean {
  return found?.replaceAll("\r\n", "\n") === expected
}

/** Gives the text of a file, or `undefined` where there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

import { readFileSync } from "node:fs"

/** Gives the text of a file, or `undefined` where there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import type { CommandContext } from "../command-context.ts"
import { readText } from "../read-text.ts"
import { UsageError } from "../usage-error.ts"

const standardInput = 0

/** Reads a value that was given as JSON, as `@<file>`, or as `-` for the standard input. */
export function jsonArgument(given: string, { folder }: CommandContext): unknown {
  const [text, where] = textOf(given, folder)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${where} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function textOf(given: string, folder: string): readonly [text: string, where: string] {
  if (given === "-") return [readFileSync(standardInput, "utf8"), "the standard input"]
  if (!given.startsWith("@")) return [given, `'${given}'`]
  const file = given.slice(1)
  const content = readText(resolve(folder, file))
  if (content === undefined) throw new UsageError(`the file '${file}' does not exist`)
  return [content, `the file '${file}'`]
}

import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { packageOf } from "./package-of.ts"

/** The fields of a source map that are read here, as bundlers write them. */
interface SourceMapText {
  readonly sources: ReadonlyArray<string>
  readonly sourcesContent?: ReadonlyArray<string | null>
}

/**
 * Puts the texts of the author's files into the source map of a bundle, which travels without them: the maps of runners,
 * from which it was made, have none. Those of packages are left out, which are many times as long.
 */
export function withSources(map: string, path: string): string {
  // The bundler has just written it.
  const parsed = JSON.parse(map) as SourceMapText
  const sourcesContent = parsed.sources.map((source, index) =>
    packageOf(source) === undefined ? (parsed.sourcesContent?.[index] ?? textOf(resolve(dirname(path), source))) : null,
  )
  return `${JSON.stringify({ ...parsed, sourcesContent })}\n`
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return null
  }
}

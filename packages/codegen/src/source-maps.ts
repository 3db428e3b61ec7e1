import { basename } from "node:path"
import type { GeneratedFile } from "./generate.ts"
import { runnerPath } from "./runner-path.ts"

/** Where the source map of a runner is: in a file beside it, in its last line, or nowhere. */
export type SourceMaps = "file" | "inline" | "none"

/** Every way to keep source maps. */
export const sourceMapKinds: ReadonlyArray<SourceMaps> = ["file", "inline", "none"]

/** Gives the path of the source map that stands beside a runner. */
export function mapPath(runner: string): string {
  return `${runner}.map`
}

/** Makes a runner say where its source map is. The map stays a file of its own only where it is written to one. */
export function withSourceMap(generated: GeneratedFile, kind: SourceMaps): GeneratedFile {
  const { map, ...rest } = generated
  if (rest.runner === undefined || map === undefined) return rest
  switch (kind) {
    case "file":
      return { ...rest, runner: referring(rest.runner, mapPath(basename(runnerPath(rest.file)))), map }
    case "inline":
      return { ...rest, runner: referring(rest.runner, dataUrl(map)) }
    case "none":
      return rest
  }
}

/** Gives a source map as a URL that holds it. */
export function dataUrl(map: string): string {
  return `data:application/json;base64,${Buffer.from(map).toString("base64")}`
}

/** The name is part of a URL, where a space or `#` would end or split it. */
function referring(runner: string, url: string): string {
  return `${runner}//# sourceMappingURL=${url.startsWith("data:") ? url : encodeURIComponent(url)}\n`
}

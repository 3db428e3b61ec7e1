import { existsSync, readFileSync } from "node:fs"
import { SourceMap } from "node:module"
import { dirname, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { MapFrame } from "./author-frames.ts"

/** Leads frames of a bundle to where their code was before, by the source map that stands beside it. */
export function bundleFrames(bundle: string): MapFrame {
  let map: SourceMap | undefined
  const read = (): SourceMap | undefined => {
    try {
      // What a bundler writes beside a bundle.
      return new SourceMap(
        JSON.parse(readFileSync(`${bundle}.map`, "utf8")) as ConstructorParameters<typeof SourceMap>[0],
      )
    } catch {
      return undefined
    }
  }
  const { href } = pathToFileURL(bundle)
  return (frame) => {
    const [place, path, line, column] = /([^\s(]+):(\d+):(\d+)(?=\)?$)/.exec(frame) ?? []
    if (place === undefined || (path !== href && path !== bundle)) return frame
    map ??= read()
    const found = map?.findOrigin(Number(line), Number(column))
    if (found === undefined || !("fileName" in found)) return frame
    const source = resolve(dirname(bundle), found.fileName)
    // A bundle that was taken elsewhere has no sources around it.
    const shown = existsSync(source) ? source : found.fileName
    return frame.replace(place, () => `${shown}:${found.lineNumber}:${found.columnNumber}`)
  }
}

import type { SourceMapSegment } from "@jridgewell/sourcemap-codec"
import { encode } from "@jridgewell/sourcemap-codec"
import type { MarkedText } from "./marked-text.ts"

/** The files that a source map is between, by their names in the folder that both stand in. */
export interface MappedFiles {
  readonly runnerFile: string
  readonly flowFile: string
  /** Where each line of the flow file begins. */
  readonly lineStarts: ReadonlyArray<number>
}

/**
 * Writes the source map (ECMA-426) that leads from a runner to its flow file.
 *
 * **Details**
 *
 * Files are named relative to the map, and the text of the flow file is not repeated, so that the map is the same
 * wherever the project stands.
 */
export function sourceMap({ marks }: MarkedText, { runnerFile, flowFile, lineStarts }: MappedFiles): string {
  const lines: Array<Array<SourceMapSegment>> = []
  for (const { line, column, origin } of marks) {
    while (lines.length <= line) lines.push([])
    const segments = lines[line] ?? []
    const sourceLine = lineOf(origin, lineStarts)
    const segment: SourceMapSegment = [column, 0, sourceLine, origin - (lineStarts[sourceLine] ?? 0)]
    // Of several marks at one place the last says most: a verb's, then that of the code which it begins with.
    if (segments.at(-1)?.[0] === column) segments.pop()
    segments.push(segment)
  }
  const map = {
    version: 3,
    file: runnerFile,
    sources: [encodeURIComponent(flowFile)],
    names: [],
    mappings: encode(lines),
  }
  return `${JSON.stringify(map)}\n`
}

/** Gives the line that a place is on, from 0. */
function lineOf(origin: number, lineStarts: ReadonlyArray<number>): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lineStarts[middle] ?? 0) <= origin) low = middle
    else high = middle - 1
  }
  return low
}

import { resolve } from "node:path"
import type { Span } from "@millrace/plan"
import type { Metafile } from "esbuild"
import { readText } from "../read-text.ts"
import type { BundleRequest } from "./bundle-flow.ts"
import { packageOf } from "./package-of.ts"

/** Gives the very beginning of a file. */
export function startOf(file: string): Span {
  return { file, start: 0, end: 0, line: 1, column: 1 }
}

/** Finds the import in the author's code by which a package comes into a bundle; where there is none, the flow file. */
export function importPlace(name: string, { inputs }: Metafile, { folder, flowFile }: BundleRequest): Span {
  const importers = new Map<string, string>()
  for (const [file, { imports }] of Object.entries(inputs)) {
    for (const { path } of imports) if (!importers.has(path)) importers.set(path, file)
  }
  let input = Object.keys(inputs).find((path) => packageOf(path) === name)
  let via = name
  while (input !== undefined && packageOf(input) !== undefined) {
    via = packageOf(input) ?? via
    input = importers.get(input)
  }
  const file = input === undefined ? undefined : resolve(folder, input)
  const text = file === undefined ? undefined : readText(file)
  if (file === undefined || text === undefined) return startOf(flowFile)
  const start = text.search(new RegExp(`["']${via.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:/[^"']*)?["']`))
  if (start < 0) return startOf(file)
  const before = text.slice(0, start).split("\n")
  const end = start + (/^(["']).*?\1/.exec(text.slice(start))?.[0].length ?? 0)
  return { file, start, end, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

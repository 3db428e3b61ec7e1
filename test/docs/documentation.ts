import { globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"

/** The root of the repository. */
export const root: string = join(import.meta.dirname, "../..")

/**
 * What a fence claims:
 * `code` compiles · `run` compiles and prints what its `// =>` comments say · `emitted` is what the compiler makes of the
 * page's flow · `refused` is answered, where the carets of a comment point, with the sentence after them · `told` likewise,
 * but is no mistake.
 */
export type FenceKind = "code" | "run" | "emitted" | "refused" | "told"

/** One TypeScript fence of a page. */
export interface Fence {
  readonly kind: FenceKind
  /** The file that it is, when its first line says so: `// order.flow.ts`. */
  readonly file: string | undefined
  readonly text: string
  /** Where the text begins in the page. */
  readonly offset: number
}

/** One page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string
  /** What tells it from the other pages in the name of a folder. */
  readonly name: string
  readonly text: string
  readonly fences: ReadonlyArray<Fence>
}

const kinds: ReadonlySet<string> = new Set<FenceKind>(["run", "emitted", "refused", "told"])

/** Every page but those of the errors, whose fences are pieces of flows; `test/diagnostics` checks them. */
export function documentationPages(): ReadonlyArray<Page> {
  const paths = globSync("docs/**/*.md", { cwd: root }).filter((path) => !path.startsWith(join("docs", "errors")))
  return paths.toSorted().map((path) => {
    const text = readFileSync(join(root, path), "utf8")
    return { path, name: path.replaceAll(/[/\\]/g, "-").replace(/\.md$/, ""), text, fences: fencesOf(text, path) }
  })
}

/** The fence of the flow that a page's emitted and refused code is about: the first one that is a flow file. */
export function flowOf({ fences }: Page): Fence | undefined {
  return fences.find(({ kind, file }) => kind === "code" && file?.endsWith(".flow.ts") === true)
}

function fencesOf(text: string, path: string): ReadonlyArray<Fence> {
  return [...text.matchAll(/^```ts(.*)\n([^]*?)^```$/gm)].map((match) => {
    const [, info = "", content = ""] = match
    const kind = info.trim() === "" ? "code" : info.trim()
    if (!isKind(kind)) throw new Error(`${basename(path)} has a fence of the unknown kind '${kind}'`)
    const file = /^\/\/ (\S+\.ts)\n/.exec(content)?.[1]
    return { kind, file, text: content, offset: match.index + match[0].indexOf("\n") + 1 }
  })
}

function isKind(kind: string): kind is FenceKind {
  return kind === "code" || kinds.has(kind)
}

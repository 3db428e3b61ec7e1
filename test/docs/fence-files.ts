import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { generate, makeSchemaCompiler, runnerPath, schemasPath } from "@millrace/codegen"
import type { GeneratedFile } from "@millrace/codegen"
import { flowOf, root } from "./documentation.ts"
import type { Fence, Page } from "./documentation.ts"

// Inside the workspace, for its packages.
const folder = join(root, "test", "docs", "fences")

/** A fence, and the file in which it can be checked. */
export interface FenceFile {
  readonly page: Page
  readonly fence: Fence
  readonly path: string
  /** The statements of refused or told code, each in a file behind the page's flow: one mistake may hide another. */
  readonly statements: ReadonlyArray<Statement>
  /** What the compiler says of it, when it is a flow. */
  readonly generated: GeneratedFile | undefined
}

/** One statement of a fence, with what the compiler says of it. */
export interface Statement {
  readonly generated: GeneratedFile | undefined
  /** How many lines stand before the first line of the fence. */
  readonly linesBefore: number
}

/** Writes every fence into a file, those of a page into one folder with the runners of its flows. */
export function writeFences(pages: ReadonlyArray<Page>): ReadonlyArray<FenceFile> {
  removeFences()
  const tsconfig = {
    extends: "../../tsconfig.json",
    compilerOptions: { rootDir: "../../..", noUnusedLocals: false },
    include: ["."],
    exclude: ["**/*-answered.flow.ts", "**/interpreted"],
  }
  write(join(folder, "tsconfig.json"), JSON.stringify(tsconfig))
  const files = pages.flatMap((page) => page.fences.map((fence, index) => writeFence(page, fence, index)))
  const flowFiles = files.flatMap(({ path, parts }) => (path.endsWith(".flow.ts") ? [path] : parts))
  const flows = generate(flowFiles, { compileSchemas: makeSchemaCompiler() })
  for (const { file, runner, schemas } of flows) {
    if (runner === undefined || file.endsWith("-answered.flow.ts")) continue
    write(runnerPath(file), runner)
    if (schemas !== undefined) write(schemasPath(file), schemas)
    write(interpretedPath(runnerPath(file)), interpretingRunner(runner))
  }
  return files.map(({ page, fence, path, parts, linesBefore }) => ({
    page,
    fence,
    path,
    statements: parts.map((part) => ({ generated: flows.find(({ file }) => file === part), linesBefore })),
    generated: flows.find(({ file }) => file === path),
  }))
}

/** Removes what was written. */
export function removeFences(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** The folder of the TypeScript project that holds all fences. */
export const fencesFolder: string = folder

/** The place of the same file in a folder where runners interpret the flow. */
export function interpretedPath(path: string): string {
  return join(dirname(path), "interpreted", path.slice(dirname(path).length + 1))
}

interface WrittenFence extends Pick<FenceFile, "page" | "fence" | "path"> {
  readonly parts: ReadonlyArray<string>
  readonly linesBefore: number
}

function writeFence(page: Page, fence: Fence, index: number): WrittenFence {
  const place = (name: string): string => join(folder, page.name, name)
  const path = place(fence.file ?? `${index + 1}.ts`)
  const before = flowOf(page)?.text ?? ""
  const written: WrittenFence = { page, fence, path, parts: [], linesBefore: before.split("\n").length - 1 }
  switch (fence.kind) {
    case "code":
    case "run": {
      const text = withImports(fence.text, page, dirname(path))
      write(path, text)
      write(interpretedPath(path), text)
      return written
    }
    case "emitted":
      return { ...written, path: `${path}.txt` }
    case "refused":
    case "told": {
      const parts = eachStatement(fence.text).map((text, part) => {
        const file = place(`${index + 1}-${part + 1}-answered.flow.ts`)
        write(file, before + text)
        return file
      })
      return { ...written, parts }
    }
  }
}

/** Gives a text once for each of its statements, with the lines of the others left empty. */
function eachStatement(text: string): ReadonlyArray<string> {
  const paragraphs = text.split("\n\n")
  return paragraphs.map((_, chosen) =>
    paragraphs
      .map((paragraph, index) => (index === chosen ? paragraph : paragraph.replaceAll(/[^\n]/g, "")))
      .join("\n\n"),
  )
}

/** Relative imports of a page start from the page. */
function withImports(text: string, { path }: Page, from: string): string {
  return text.replaceAll(/from "(\.\.\/[^"]+)"/g, (_whole, specifier: string) => {
    return `from "${relative(from, join(root, dirname(path), specifier)).replaceAll("\\", "/")}"`
  })
}

/** A module with the same exports as a runner, which interprets the flow file. */
function interpretingRunner(runner: string): string {
  const flow = /import type \* as \w+ from "(.+)"/.exec(runner)?.[1] ?? ""
  const names = [...runner.matchAll(/^export const (\w+): RunnerOf/gm)].map(([, name = ""]) => name)
  return [
    'import { interpret } from "@millrace/runtime"',
    `import * as flows from "${flow}"`,
    ...names.map((name) => `export const ${name} = interpret(flows.${name})`),
    "",
  ].join("\n")
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

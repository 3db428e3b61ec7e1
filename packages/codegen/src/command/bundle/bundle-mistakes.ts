import type { Diagnostic, Span } from "@millrace/plan"
import type { Location, Message } from "esbuild"
import { resolve } from "node:path"
import type { CommandCode } from "../command-codes.ts"
import { readText } from "../read-text.ts"
import type { BundleRequest } from "./bundle-flow.ts"
import { startOf } from "./import-place.ts"
import { packageOf } from "./package-of.ts"

/** Makes diagnostics of what the bundler says is wrong; anything else that was thrown is none of its mistakes. */
export function bundleMistakes(error: unknown, request: BundleRequest): ReadonlyArray<Diagnostic> | undefined {
  if (!(error instanceof Error) || !("errors" in error) || !Array.isArray(error.errors)) return undefined
  // What esbuild rejects with where it could not bundle.
  return (error.errors as ReadonlyArray<Message>).map((message) => mistakeOf(message, request))
}

function mistakeOf({ text, location }: Message, request: BundleRequest): Diagnostic {
  const span = location === null ? startOf(request.flowFile) : spanOf(location, request.folder)
  const unknown = /^Could not resolve "(.+)"$/.exec(text)?.[1]
  if (unknown !== undefined) {
    const code: CommandCode = "BUNDLE.IMPORT_UNKNOWN"
    const isFile = unknown.startsWith(".")
    const name = packageOf(`node_modules/${unknown}`) ?? unknown
    const fix = isFile ? "correct the import" : `install it, or give '--external ${name}' where it may be missing`
    return { code, level: "error", message: `'${unknown}' is imported, but cannot be found`, span, fix }
  }
  const code: CommandCode = "BUNDLE.FAILED"
  return { code, level: "error", message: `${text.charAt(0).toLowerCase()}${text.slice(1)}`, span }
}

/** The bundler counts columns in bytes. */
function spanOf({ file, line, column, length }: Location, folder: string): Span {
  const path = resolve(folder, file)
  const lines = (readText(path) ?? "").split("\n")
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  const text = lines[line - 1] ?? ""
  const bytes = Buffer.from(text)
  const offset = bytes.subarray(0, column).toString().length
  const marked = bytes.subarray(column, column + length).toString().length
  return { file: path, start: before + offset, end: before + offset + marked, line, column: offset + 1 }
}

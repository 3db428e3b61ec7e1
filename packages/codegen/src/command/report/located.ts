import type { Diagnostic, Span } from "@millrace/plan"
import { readFileSync } from "node:fs"

/** A diagnostic with the end of its place as line and column, both from 1. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly endLine: number
  /** The column after the last character. */
  readonly endColumn: number
}

/** Gives the texts of files, each read once; a file that cannot be read is empty. */
export function makeSources(): (file: string) => string {
  const texts = new Map<string, string>()
  return (file) => {
    const known = texts.get(file)
    if (known !== undefined) return known
    const text = textOf(file)
    texts.set(file, text)
    return text
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** Finds where the place of a diagnostic ends, in the text of its file. */
export function locate(diagnostic: Diagnostic, source: string): LocatedDiagnostic {
  return { ...diagnostic, ...endOf(diagnostic.span, source) }
}

function endOf({ start, end, line, column }: Span, source: string): { endLine: number; endColumn: number } {
  const marked = source.slice(start, Math.max(start, Math.min(end, source.length)))
  const breaks = marked.split("\n").length - 1
  const endLine = line + breaks
  return breaks === 0
    ? { endLine, endColumn: column + marked.length }
    : { endLine, endColumn: marked.length - marked.lastIndexOf("\n") }
}

/** Gives what a diagnostic says in lines, for formats that have one text: the sentence, how it comes to it, and the fix. */
export function wholeText({ message, details = [], fix }: Diagnostic): string {
  return [message, ...details, ...(fix === undefined ? [] : [`fix: ${fix}`])].join("\n")
}

import type { Diagnostic } from "@millrace/plan"
import type { SourceFile } from "ts-morph"
import { ts } from "ts-morph"

/** Gives what the parser could not read; no type checker is made for it. */
export function syntaxErrors(file: SourceFile): ReadonlyArray<Diagnostic> {
  // The parser notes its errors on the file in a field that the declarations of TypeScript leave out.
  const { parseDiagnostics } = file.compilerNode as ts.SourceFile & {
    readonly parseDiagnostics: ReadonlyArray<ts.DiagnosticWithLocation>
  }
  return parseDiagnostics.map((each) => ({
    code: "FILE.SYNTAX_INVALID",
    level: "error",
    message: ts.flattenDiagnosticMessageText(each.messageText, " ").replace(/\.$/, ""),
    span: {
      file: file.getFilePath(),
      start: each.start,
      end: each.start + Math.max(1, each.length),
      ...file.getLineAndColumnAtPos(each.start),
    },
    fix: "write valid TypeScript here",
  }))
}

import type { Diagnostic, DiagnosticLevel } from "@millrace/plan"
import type { Node, SourceFile } from "ts-morph"
import type { DiagnosticCode } from "./diagnostic-codes.ts"
import type { ModuleSources } from "./module-sources.ts"
import { spanOf } from "./span-of.ts"

/** A mistake of the author: at `node`, in one sentence, with what to write instead. */
export interface Mistake {
  readonly code: DiagnosticCode
  readonly node: Node
  readonly message: string
  readonly fix: string
  /** @default "error" */
  readonly level?: DiagnosticLevel
}

/** What the parsers of flows, blocks and verbs share while one file is read. */
export interface Reader {
  readonly file: SourceFile
  readonly modules: ModuleSources
  /** The functions of the blocks that are being read, outermost first. */
  readonly openBlocks: ReadonlyArray<Node>
  /** Notes a mistake; gives `undefined`, as a parser does that found one. */
  readonly report: (mistake: Mistake) => undefined
}

/** Makes the diagnostic of a mistake. */
export function diagnosticOf(mistake: Mistake): Diagnostic {
  const { code, node, message, fix, level = "error" } = mistake
  return { code, level, message, span: spanOf(node), fix }
}

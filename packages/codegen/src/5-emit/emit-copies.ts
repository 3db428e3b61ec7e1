import type { CopiedText } from "../2-analyze/facts.ts"
import type { ImportTable } from "./import-table.ts"
import type { Layout } from "./layout.ts"
import { hardline, joined, sequence } from "./layout.ts"

/** Writes the declarations of the flow file that a module repeats. */
export function emitCopies({ copies }: ImportTable): ReadonlyArray<Layout> {
  return copies.map((statements) => joined(statements.map(emitCopy), hardline))
}

function emitCopy(statement: ReadonlyArray<CopiedText>): Layout {
  return sequence(...statement.map((part): Layout => ({ kind: "raw", ...part })))
}

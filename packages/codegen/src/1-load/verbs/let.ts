import type { LetNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { parseMapping } from "../mapping.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.let(name, f)`. */
export function parseLet(call: VerbCall, reader: Reader): LetNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const given = requiredArgument(call, { index: 1, what: "a function of the scope" }, reader)
  const mapping = parseMapping(given, `let '${written.name}'`, reader)
  if (mapping === undefined) return undefined
  return Object.freeze({ kind: "let", name: written.name, mapping, span: spanOf(written.node) })
}

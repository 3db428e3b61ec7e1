import type { MatchCase, MatchNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseMapping } from "../mapping.ts"
import { readBlock, readOptionalBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import { recordEntries } from "../record-entries.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.match(name, on, cases, otherwise?)`. */
export function parseMatch(call: VerbCall, reader: Reader): MatchNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `match '${written.name}'`
  const on = parseMapping(
    requiredArgument(call, { index: 1, what: "a function that gives the case" }, reader),
    owner,
    reader,
  )
  const given = requiredArgument(call, { index: 2, what: "cases" }, reader)
  const entries = given && recordEntries(given, "cases", reader)
  const otherwise = readOptionalBlock(call.args[3], `'otherwise' of ${owner}`, reader)
  if (on === undefined || entries === undefined) return undefined
  const cases: Array<MatchCase<SourceCode>> = []
  for (const { name: label, key, value } of entries) {
    const block = readBlock(value, `case '${label}' of ${owner}`, reader)
    if (block !== undefined) cases.push(Object.freeze({ label, block, span: spanOf(key) }))
  }
  return defined<MatchNode<SourceCode>>({
    kind: "match",
    name: written.name,
    on,
    cases: Object.freeze(cases),
    otherwise,
    span: spanOf(written.node),
  })
}

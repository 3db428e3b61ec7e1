import type { WhenNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseMapping } from "../mapping.ts"
import { readBlock, readOptionalBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.when(name, predicate, then, otherwise?)`. */
export function parseWhen(call: VerbCall, reader: Reader): WhenNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `when '${written.name}'`
  const predicate = parseMapping(requiredArgument(call, { index: 1, what: "a predicate" }, reader), owner, reader)
  const given = requiredArgument(call, { index: 2, what: "a block" }, reader)
  const then = given && readBlock(given, `the block of ${owner}`, reader)
  const otherwise = readOptionalBlock(call.args[3], `'otherwise' of ${owner}`, reader)
  if (predicate === undefined || then === undefined) return undefined
  return defined<WhenNode<SourceCode>>({
    kind: "when",
    name: written.name,
    predicate,
    then,
    otherwise,
    span: spanOf(written.node),
  })
}

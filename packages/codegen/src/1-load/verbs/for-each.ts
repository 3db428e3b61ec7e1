import type { ForEachNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseMapping } from "../mapping.ts"
import { concurrencyShape, shareShape, textShape } from "../option-shapes.ts"
import { codeOption, literalOption, parseOptions } from "../options.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

const known = ["concurrency", "minimumSuccess", "summary", "key"]

/** Reads `.forEach(name, items, body, options?)`. */
export function parseForEach(call: VerbCall, reader: Reader): ForEachNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `forEach '${written.name}'`
  const items = parseMapping(
    requiredArgument(call, { index: 1, what: "a function that gives the items" }, reader),
    owner,
    reader,
  )
  const given = requiredArgument(call, { index: 2, what: "a body" }, reader)
  const body = given && readBlock(given, `the body of ${owner}`, reader)
  const options = parseOptions(call.args[3], { owner, known }, reader)
  if (items === undefined || body === undefined || options === undefined) return undefined
  return defined<ForEachNode<SourceCode>>({
    kind: "forEach",
    name: written.name,
    items,
    body,
    concurrency: literalOption(options, "concurrency", { shape: concurrencyShape, reader }),
    minimumSuccess: literalOption(options, "minimumSuccess", { shape: shareShape, reader }),
    summary: literalOption(options, "summary", { shape: textShape, reader }),
    key: parseMapping(codeOption(options, "key", reader), `'key' of ${owner}`, reader),
    span: spanOf(written.node),
  })
}

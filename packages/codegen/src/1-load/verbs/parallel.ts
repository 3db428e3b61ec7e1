import type { ParallelBranch, ParallelNode } from "@millrace/plan"
import type { Node } from "ts-morph"
import { requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { concurrencyShape, shareShape, textShape } from "../option-shapes.ts"
import { literalOption, parseOptions } from "../options.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import { recordEntries } from "../record-entries.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.parallel(branches, options?)`. */
export function parseParallel(call: VerbCall, reader: Reader): ParallelNode<SourceCode> | undefined {
  const given = requiredArgument(call, { index: 0, what: "branches" }, reader)
  const branches = given && parseBranches(given, reader)
  const known = ["concurrency", "minimumSuccess", "summary"]
  const options = parseOptions(call.args[1], { owner: "'parallel'", known }, reader)
  if (branches === undefined || options === undefined) return undefined
  return defined<ParallelNode<SourceCode>>({
    kind: "parallel",
    branches,
    concurrency: literalOption(options, "concurrency", { shape: concurrencyShape, reader }),
    minimumSuccess: literalOption(options, "minimumSuccess", { shape: shareShape, reader }),
    summary: literalOption(options, "summary", { shape: textShape, reader }),
    span: spanOf(call.verbNode),
  })
}

/** Reads a record of blocks: the branches of a `parallel` or `race`. */
export function parseBranches(given: Node, reader: Reader): ReadonlyArray<ParallelBranch<SourceCode>> | undefined {
  const entries = recordEntries(given, "branches", reader)
  if (entries === undefined) return undefined
  const branches: Array<ParallelBranch<SourceCode>> = []
  for (const { name, key, value } of entries) {
    const block = readBlock(value, `branch '${name}'`, reader)
    if (block !== undefined) branches.push(Object.freeze({ name, block, span: spanOf(key) }))
  }
  return Object.freeze(branches)
}

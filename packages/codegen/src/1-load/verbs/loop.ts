import type { LoopNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseMapping } from "../mapping.ts"
import { countShape, onExhaustedShape } from "../option-shapes.ts"
import type { Options } from "../options.ts"
import { codeOption, literalOption, parseOptions, requiredLiteral, requiredOption } from "../options.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

const known = ["initial", "body", "until", "while", "max", "onExhausted"]

/** Reads `.loop(name, { initial, body, until or while, max, onExhausted })`. */
export function parseLoop(call: VerbCall, reader: Reader): LoopNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `loop '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "its options" }, reader)
  const options = given && parseOptions(given, { owner, known }, reader)
  if (options === undefined) return undefined
  const initial = parseMapping(requiredOption(options, "initial", reader), `'initial' of ${owner}`, reader)
  const bodyGiven = requiredOption(options, "body", reader)
  const body = bodyGiven && readBlock(bodyGiven, `the body of ${owner}`, reader)
  const test = parseTest(options, reader)
  const max = requiredLiteral(options, "max", { shape: countShape, reader })
  if (initial === undefined || body === undefined || test === undefined || max === undefined) return undefined
  return defined<LoopNode<SourceCode>>({
    kind: "loop",
    name: written.name,
    initial,
    body,
    test,
    max,
    onExhausted: literalOption(options, "onExhausted", { shape: onExhaustedShape, reader }) ?? "fail",
    span: spanOf(written.node),
  })
}

function parseTest(options: Options, reader: Reader): LoopNode<SourceCode>["test"] | undefined {
  const until = options.entries.get("until")
  const whileEntry = options.entries.get("while")
  if (until !== undefined && whileEntry !== undefined) {
    return reader.report({
      code: "OPTION.CONFLICT",
      node: whileEntry.key,
      message: `${options.owner} has both 'until' and 'while'`,
      fix: "keep one: 'until' is asked after each iteration, 'while' before it",
    })
  }
  const given = until ?? whileEntry
  if (given === undefined) {
    return reader.report({
      code: "LOOP.TEST_MISSING",
      node: options.node,
      message: `${options.owner} has neither 'until' nor 'while'`,
      fix: "add 'until: (state) => ...', which is asked after each iteration, or 'while', asked before it",
    })
  }
  const kind = until === undefined ? "while" : "until"
  const predicate = parseMapping(codeOption(options, kind, reader), `'${kind}' of ${options.owner}`, reader)
  return predicate === undefined ? undefined : Object.freeze({ kind, predicate })
}

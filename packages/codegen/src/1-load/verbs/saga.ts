import type { SagaNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.saga(name, body)`. */
export function parseSaga(call: VerbCall, reader: Reader): SagaNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const given = requiredArgument(call, { index: 1, what: "a body" }, reader)
  const body = given && readBlock(given, `the body of saga '${written.name}'`, reader)
  if (body === undefined) return undefined
  return Object.freeze({ kind: "saga", name: written.name, body, span: spanOf(written.node) })
}

import type { TryHandler, TryNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import { recordEntries } from "../record-entries.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.try(name, body, handlers)`. */
export function parseTry(call: VerbCall, reader: Reader): TryNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `try '${written.name}'`
  const bodyGiven = requiredArgument(call, { index: 1, what: "a body" }, reader)
  const body = bodyGiven && readBlock(bodyGiven, `the body of ${owner}`, reader)
  const given = requiredArgument(call, { index: 2, what: "handlers" }, reader)
  const entries = given && recordEntries(given, "handlers", reader)
  if (body === undefined || entries === undefined) return undefined
  const handlers: Array<TryHandler<SourceCode>> = []
  for (const { name: tag, key, value } of entries) {
    const block = readBlock(value, `handler '${tag}' of ${owner}`, reader)
    if (block !== undefined) handlers.push(Object.freeze({ tag, block, span: spanOf(key) }))
  }
  return Object.freeze({
    kind: "try",
    name: written.name,
    body,
    handlers: Object.freeze(handlers),
    span: spanOf(written.node),
  })
}

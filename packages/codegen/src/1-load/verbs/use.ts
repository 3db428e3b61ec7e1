import type { UseNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { findDeclared } from "../find-declared.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.use(name, resource, body)`. */
export function parseUse(call: VerbCall, reader: Reader): UseNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `use '${written.name}'`
  const reference = requiredArgument(call, { index: 1, what: "a resource" }, reader)
  const resource = reference && findDeclared(reference, { kind: "resource", owner: `${owner} acquires` }, reader)
  const given = requiredArgument(call, { index: 2, what: "a body" }, reader)
  const body = given && readBlock(given, `the body of ${owner}`, reader)
  if (resource === undefined || body === undefined) return undefined
  return Object.freeze({ kind: "use", name: written.name, resource, body, span: spanOf(written.node) })
}

import type { ChildNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { findWorkflow } from "../find-workflow.ts"
import { parseMapping } from "../mapping.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.child(name, flow, map?)`. */
export function parseChild(call: VerbCall, reader: Reader): ChildNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `child '${written.name}'`
  const reference = requiredArgument(call, { index: 1, what: "a flow" }, reader)
  const workflow = reference && findWorkflow(reference, owner, reader)
  const mapping = parseMapping(call.args[2], owner, reader)
  if (workflow === undefined) return undefined
  return defined<ChildNode<SourceCode>>({
    kind: "child",
    name: written.name,
    workflow,
    mapping,
    span: spanOf(written.node),
  })
}

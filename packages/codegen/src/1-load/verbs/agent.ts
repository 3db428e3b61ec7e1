import type { AgentNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import { attemptOptions, parseAttempts } from "../attempt-options.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { findDeclared } from "../find-declared.ts"
import { parseMapping } from "../mapping.ts"
import { parseOptions } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.agent(name, capability, map?, options?)`. */
export function parseAgent(call: VerbCall, reader: Reader): AgentNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `agent '${written.name}'`
  const reference = requiredArgument(call, { index: 1, what: "a capability" }, reader)
  const capability = reference && findDeclared(reference, { kind: "capability", owner: `${owner} calls` }, reader)
  const mapping = parseMapping(call.args[2], owner, reader)
  const options = parseOptions(call.args[3], { owner, known: attemptOptions }, reader)
  if (capability === undefined || options === undefined) return undefined
  return defined<AgentNode<SourceCode>>({
    kind: "agent",
    name: written.name,
    capability,
    mapping,
    ...parseAttempts(options, reader),
    span: spanOf(written.node),
  })
}

import type { SignalNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseSchema } from "../mapping.ts"
import { parseOptions, requiredOption } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { parseWaiting, waitingOptions } from "../waiting.ts"

const known = ["payload", ...waitingOptions]

/** Reads `.signal(name, { payload, deadline, onDeadline })`. */
export function parseSignal(call: VerbCall, reader: Reader): SignalNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `signal '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "its options" }, reader)
  const options = given && parseOptions(given, { owner, known }, reader)
  if (options === undefined) return undefined
  const payload = parseSchema(requiredOption(options, "payload", reader), `'payload' of ${owner}`, reader)
  const waiting = parseWaiting(options, reader)
  if (payload === undefined) return undefined
  return defined<SignalNode<SourceCode>>({
    kind: "signal",
    name: written.name,
    payload,
    ...waiting,
    span: spanOf(written.node),
  })
}

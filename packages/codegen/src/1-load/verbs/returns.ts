import { requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { parseMapping } from "../mapping.ts"
import type { Reader } from "../reader.ts"
import type { SourceMapping } from "../source-code.ts"

/** Reads `.returns(f)`: the function that gives the value of a flow or block. */
export function parseReturns(call: VerbCall, reader: Reader): SourceMapping | undefined {
  const given = requiredArgument(call, { index: 0, what: "a function of the scope" }, reader)
  return parseMapping(given, "'returns'", reader)
}

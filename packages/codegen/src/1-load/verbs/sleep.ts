import type { DurationInput, SleepNode } from "@millrace/plan"
import type { Node as SyntaxNode } from "ts-morph"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { followReference } from "../follow-reference.ts"
import { isFunction } from "../is-function.ts"
import { parseMapping } from "../mapping.ts"
import { nearbySources } from "../module-sources.ts"
import { durationShape } from "../option-shapes.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { shortText, staticValue } from "../static-value.ts"
import { unwrap } from "../unwrap.ts"

/** Reads `.sleep(name, duration)` and `.sleep(name, (scope) => durationOrDate)`. */
export function parseSleep(call: VerbCall, reader: Reader): SleepNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `sleep '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "how long to wait" }, reader)
  if (given === undefined) return undefined
  const isMapping = leadsToFunction(given, reader)
  const until = isMapping ? parseMapping(given, owner, reader) : undefined
  const duration = isMapping ? undefined : parseDuration(given, owner, reader)
  if (until === undefined && duration === undefined) return undefined
  return defined<SleepNode<SourceCode>>({
    kind: "sleep",
    name: written.name,
    duration,
    until,
    span: spanOf(written.node),
  })
}

/** Says whether an argument is a function in place, or the name of one. */
function leadsToFunction(given: SyntaxNode, reader: Reader): boolean {
  const referent = followReference(given, nearbySources(reader.modules))
  return referent.kind === "function" || (referent.kind === "expression" && isFunction(unwrap(referent.node)))
}

function parseDuration(given: SyntaxNode, owner: string, reader: Reader): DurationInput | undefined {
  const result = staticValue(given, reader.modules)
  if (result.kind === "unknown") {
    return reader.report({
      code: "VALUE.NOT_LITERAL",
      node: given,
      message: `the time of ${owner} shapes the plan, but ${result.reason}`,
      fix: 'write a duration such as "5 minutes", or a function of the scope: ({ input }) => input.until',
    })
  }
  const problem = durationShape.problem(result.value)
  if (problem !== undefined) {
    return reader.report({
      code: durationShape.code,
      node: given,
      message: `the time of ${owner} is ${shortText(given)}, but ${problem}`,
      fix: durationShape.fix,
    })
  }
  // `problem` has found the value to be a duration.
  return result.value as DurationInput
}

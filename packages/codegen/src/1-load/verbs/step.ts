import type { StepNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { findActivity } from "../find-activity.ts"
import { parseMapping } from "../mapping.ts"
import { durationShape, retryShape } from "../option-shapes.ts"
import { literalOption, parseOptions } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

/** Reads `.step(name, activity, map?, options?)`. */
export function parseStep(call: VerbCall, reader: Reader): StepNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `step '${written.name}'`
  const reference = requiredArgument(call, { index: 1, what: "an activity" }, reader)
  const activity = reference && findActivity(reference, owner, reader)
  const mapping = parseMapping(call.args[2], owner, reader)
  const options = parseOptions(call.args[3], { owner, known: ["retry", "timeout", "deadline"] }, reader)
  if (activity === undefined || options === undefined) return undefined
  return defined<StepNode<SourceCode>>({
    kind: "step",
    name: written.name,
    activity,
    mapping,
    retry: literalOption(options, "retry", { shape: retryShape, reader }),
    timeout: literalOption(options, "timeout", { shape: durationShape, reader }),
    deadline: literalOption(options, "deadline", { shape: durationShape, reader }),
    span: spanOf(written.node),
  })
}

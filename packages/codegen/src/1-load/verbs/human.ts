import type { HumanNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { parseMapping, parseSchema } from "../mapping.ts"
import { textsShape } from "../option-shapes.ts"
import { codeOption, literalOption, parseOptions, requiredOption } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { parseWaiting, waitingOptions } from "../waiting.ts"

const known = ["form", "show", "assignees", ...waitingOptions]

/** Reads `.human(name, { form, show, assignees, deadline, onDeadline })`. */
export function parseHuman(call: VerbCall, reader: Reader): HumanNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `human '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "its options" }, reader)
  const options = given && parseOptions(given, { owner, known }, reader)
  if (options === undefined) return undefined
  const form = parseSchema(requiredOption(options, "form", reader), `'form' of ${owner}`, reader)
  if (form === undefined) return undefined
  return defined<HumanNode<SourceCode>>({
    kind: "human",
    name: written.name,
    form,
    show: parseMapping(codeOption(options, "show", reader), `'show' of ${owner}`, reader),
    assignees: literalOption(options, "assignees", { shape: textsShape, reader }),
    ...parseWaiting(options, reader),
    span: spanOf(written.node),
  })
}

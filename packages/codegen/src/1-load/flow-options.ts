import type { Plan } from "@millrace/plan"
import { Node } from "ts-morph"
import { followReference } from "./follow-reference.ts"
import { parseMapping, parseSchema } from "./mapping.ts"
import {
  countShape,
  durationShape,
  retryShape,
  scheduleShape,
  switchShape,
  textShape,
  textsShape,
} from "./option-shapes.ts"
import type { OptionEntry, Options } from "./options.ts"
import { codeOption, literalOption, nestedOptions, parseOptions, requiredLiteral } from "./options.ts"
import type { Reader } from "./reader.ts"
import type { SourceCode, SourceMapping } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { unwrap } from "./unwrap.ts"

const known = [
  "input",
  "output",
  "version",
  "description",
  "tags",
  "vars",
  "timeout",
  "retry",
  "concurrency",
  "sla",
  "schedule",
  "durable",
]

type FlowOptions = {
  readonly [Key in Exclude<keyof Plan, "kind" | "name" | "body" | "span">]: Plan<SourceCode>[Key] | undefined
}

/** Reads the options of `flow(name, options?)`. */
export function parseFlowOptions(given: Node | undefined, owner: string, reader: Reader): FlowOptions | undefined {
  const options = parseOptions(given, { owner, known }, reader)
  if (options === undefined) return undefined
  return {
    version: literalOption(options, "version", { shape: textShape, reader }),
    description: literalOption(options, "description", { shape: textShape, reader }),
    tags: literalOption(options, "tags", { shape: textsShape, reader }),
    input: parseSchema(codeOption(options, "input", reader), `'input' of ${owner}`, reader),
    output: parseSchema(codeOption(options, "output", reader), `'output' of ${owner}`, reader),
    vars: parseVars(codeOption(options, "vars", reader), `'vars' of ${owner}`, reader),
    timeout: literalOption(options, "timeout", { shape: durationShape, reader }),
    retry: literalOption(options, "retry", { shape: retryShape, reader }),
    concurrency: literalOption(options, "concurrency", { shape: countShape, reader }),
    sla: parseSla(options, reader),
    schedule: literalOption(options, "schedule", { shape: scheduleShape, reader }),
    durable: literalOption(options, "durable", { shape: switchShape, reader }),
  }
}

function parseSla(options: Options, reader: Reader): Plan["sla"] | undefined {
  const sla = nestedOptions(options, "sla", { known: ["duration"], reader })
  const duration = sla && requiredLiteral(sla, "duration", { shape: durationShape, reader })
  return duration === undefined ? undefined : Object.freeze({ duration })
}

/** `vars` is a function of `{ input }`, or a record of constants. */
function parseVars(given: OptionEntry["value"] | undefined, owner: string, reader: Reader): SourceMapping | undefined {
  if (given === undefined) return undefined
  const referent = followReference(given, reader.modules)
  const isRecord = referent.kind === "expression" && Node.isObjectLiteralExpression(unwrap(referent.node))
  if (!isRecord || !Node.isExpression(given) || given.getSourceFile() !== reader.file) {
    return parseMapping(given, owner, reader)
  }
  return Object.freeze({ kind: "expression", constant: true, node: given, span: spanOf(given) })
}

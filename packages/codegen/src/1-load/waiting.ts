import type { Waiting } from "@millrace/plan"
import { durationShape } from "./option-shapes.ts"
import type { Options } from "./options.ts"
import { codeOption, literalOption } from "./options.ts"
import { readOptionalBlock } from "./read-block.ts"
import type { Reader } from "./reader.ts"
import type { SourceCode } from "./source-code.ts"

/** The names of the options of a node that waits for somebody outside. */
export const waitingOptions: ReadonlyArray<string> = ["deadline", "onDeadline"]

/** Reads how long a node waits, and what happens then. */
export function parseWaiting(
  options: Options,
  reader: Reader,
): { readonly [Key in keyof Waiting]-?: Waiting<SourceCode>[Key] | undefined } {
  const onDeadline = codeOption(options, "onDeadline", reader)
  return {
    deadline: literalOption(options, "deadline", { shape: durationShape, reader }),
    onDeadline: readOptionalBlock(onDeadline, `'onDeadline' of ${options.owner}`, reader),
  }
}

import type { Node } from "ts-morph"
import type { VerbCall } from "./chain.ts"
import type { Reader } from "./reader.ts"
import { shortText, staticValue } from "./static-value.ts"

/** Gives an argument of a verb by position; reports when it is missing. `what` names it: `a name`. */
export function requiredArgument(
  call: VerbCall,
  wanted: { index: number; what: string },
  reader: Reader,
): Node | undefined {
  const argument = call.args[wanted.index]
  if (argument !== undefined) return argument
  return reader.report({
    code: "VERB.ARGUMENT_MISSING",
    node: call.verbNode,
    message: `'${call.verb}' has ${countOf(call.args.length)}, and lacks ${wanted.what}`,
    fix: `give ${wanted.what} as argument ${wanted.index + 1}`,
  })
}

/** A name that was read, and the expression it was written as. */
export interface WrittenName {
  readonly name: string
  readonly node: Node
}

/** Reads a verb's first argument, its name. */
export function nameArgument(call: VerbCall, reader: Reader): WrittenName | undefined {
  const node = requiredArgument(call, { index: 0, what: "a name" }, reader)
  if (node === undefined) return undefined
  const result = staticValue(node, reader.modules)
  if (result.kind === "value" && typeof result.value === "string") return { name: result.value, node }
  const reason = result.kind === "unknown" ? result.reason : `'${shortText(node)}' is no string`
  return reader.report({
    code: "VALUE.NOT_LITERAL",
    node,
    message: `the name of this '${call.verb}' must be known before it runs, but ${reason}`,
    fix: 'write the name as a string literal, such as "charge"',
  })
}

function countOf(given: number): string {
  return given === 1 ? "1 argument" : `${given} arguments`
}

import type { ClosureExpression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import type { Emission } from "./emission.ts"
import { emitBody } from "./emit-body.ts"
import { emitExpression } from "./emit-expression.ts"
import type { Layout } from "./layout.ts"
import { group, hardline, indent, joined, line, sequence, text } from "./layout.ts"

/** Writes a closure: `(at, item) => ocrStep(at, item)` or `function* (at, item) { ... }`. */
export function emitClosure(closure: ClosureExpression, emission: Emission): Layout {
  if (closure.generator) return sequence(text("function* "), emitMethod(closure, emission))
  const { parameters, body } = closure
  if (!isArrowOfExpression(closure)) {
    return sequence(emitParameters(parameters, emission), text(" => "), emitBlock(emitBody(body, emission)))
  }
  const { result } = body
  const value = result === undefined ? text("undefined") : emitExpression(result, emission)
  const head = sequence(emitParameters(parameters, emission), text(" =>"))
  if (givesObject(closure)) return sequence(head, text(" ("), value, text(")"))
  return group(sequence(head, indent(sequence(line, value))))
}

/** Whether a closure is written as `(at) => ({ ... })`. */
export function givesObject({ body: { result } }: ClosureExpression): boolean {
  if (result?.kind === "author") return result.shape === "object" || result.shape === "array"
  if (result?.kind === "literal") return typeof result.value === "object" && result.value !== null
  return result?.kind === "object"
}

/** Whether a closure is written as `(at) => expression`. */
export function isArrowOfExpression({ generator, body }: ClosureExpression): boolean {
  return !generator && body.statements.length === 0
}

/** Writes a closure as what follows the `*` of a generator method: `(at) { ... }`. */
export function emitMethod({ parameters, body }: ClosureExpression, emission: Emission): Layout {
  return sequence(emitParameters(parameters, emission), text(" "), emitBlock(emitBody(body, emission)))
}

/** Writes statements in braces. */
export function emitBlock(statements: ReadonlyArray<Layout>): Layout {
  if (statements.length === 0) return text("{}")
  return sequence(text("{"), indent(sequence(hardline, joined(statements, hardline))), hardline, text("}"))
}

/** Writes parameters: those after the last one that is read are left out, an unread one in between is marked by `_`. */
function emitParameters(parameters: ReadonlyArray<Local>, { read }: Emission): Layout {
  const last = parameters.findLastIndex((parameter) => read.has(parameter))
  const names = parameters.slice(0, last + 1).map((local) => text(read.has(local) ? local.name : `_${local.name}`))
  return sequence(text("("), joined(names, text(", ")), text(")"))
}

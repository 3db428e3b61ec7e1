import { Node } from "ts-morph"
import { declaredOptions } from "./declared-options.ts"
import type { DiagnosticCode } from "./diagnostic-codes.ts"
import { followReference, isMillrace } from "./follow-reference.ts"
import type { Reader } from "./reader.ts"
import type { DeclaredKind, SourceActivity, SourceDeclared } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { shortText, staticValue } from "./static-value.ts"
import { takesNothing } from "./takes-nothing.ts"
import { unwrap } from "./unwrap.ts"

/** What is looked for: what kind of declaration, and who refers to it how: `step 'charge' calls`. */
export interface Wanted<Kind extends DeclaredKind> {
  readonly kind: Kind
  readonly owner: string
}

const notFoundCodes: { readonly [Kind in DeclaredKind]: DiagnosticCode } = {
  activity: "ACTIVITY.NOT_FOUND",
  capability: "CAPABILITY.NOT_FOUND",
  resource: "RESOURCE.NOT_FOUND",
  pool: "POOL.NOT_FOUND",
  rateLimit: "RATE_LIMIT.NOT_FOUND",
}

/** Follows a reference to its declaration, such as `activity("name", ...)` or `pool("name", ...)`, for the name. */
export function findDeclared<Kind extends DeclaredKind>(
  reference: Node,
  wanted: Wanted<Kind>,
  reader: Reader,
): SourceDeclared<Kind> | undefined {
  const { kind, owner } = wanted
  const text = shortText(reference)
  const referent = followReference(reference, reader.modules)
  if (referent.kind === "lost") {
    return notFound(reference, { kind, message: `${owner} '${text}', but ${referent.reason}` }, reader)
  }
  const call = referent.kind === "expression" ? unwrap(referent.node) : undefined
  if (
    !Node.isExpression(reference) ||
    !Node.isCallExpression(call) ||
    !isDeclaring(call.getExpression(), kind, reader)
  ) {
    return notFound(
      reference,
      { kind, message: `${owner} '${text}', which is not declared with '${kind}(...)'` },
      reader,
    )
  }
  const given = call.getArguments()[0]
  const name = given && staticValue(given, reader.modules)
  if (name?.kind !== "value" || typeof name.value !== "string") {
    return reader.report({
      code: kind === "activity" ? "ACTIVITY.NAME_NOT_LITERAL" : "VALUE.NOT_LITERAL",
      node: reference,
      message: `${owner} '${text}', whose name in '${kind}(...)' is no literal`,
      fix: `declare it with its name written out: ${kind}("name", ...)`,
    })
  }
  return Object.freeze({
    kind,
    name: name.value,
    reference: Object.freeze({ kind: "expression", node: reference, span: spanOf(reference) } as const),
    declaration: call,
  })
}

/** Follows a step's activity to its declaration. `owner` says whose it is: `step 'charge'`. */
export function findActivity(reference: Node, owner: string, reader: Reader): SourceActivity | undefined {
  const found = findDeclared(reference, { kind: "activity", owner: `${owner} calls` }, reader)
  if (found === undefined) return undefined
  const options = declaredOptions(reference, reader.modules)
  return Object.freeze({ ...found, options, takesNothing: takesNothing(found.declaration) })
}

function isDeclaring(callee: Node, kind: DeclaredKind, reader: Reader): boolean {
  const referent = followReference(callee, reader.modules)
  return referent.kind === "millrace" && isMillrace(referent.specifier) && referent.imported === kind
}

function notFound(node: Node, problem: { kind: DeclaredKind; message: string }, reader: Reader): undefined {
  const { kind, message } = problem
  return reader.report({
    code: notFoundCodes[kind],
    node,
    message,
    fix: `declare it as a constant, export const name = ${kind}("name", ...), and refer to that`,
  })
}

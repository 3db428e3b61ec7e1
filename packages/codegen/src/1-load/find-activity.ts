import { Node } from "ts-morph"
import { followReference, isMillrace } from "./follow-reference.ts"
import type { Reader } from "./reader.ts"
import type { SourceActivity } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { shortText, staticValue } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"

/** Follows a step's activity to its declaration `activity("name", ...)`, for the name. */
export function findActivity(reference: Node, owner: string, reader: Reader): SourceActivity | undefined {
  const referent = followReference(reference, reader.modules)
  if (referent.kind === "lost")
    return notFound(reference, `${owner} calls '${shortText(reference)}', but ${referent.reason}`, reader)
  const call = referent.kind === "expression" ? unwrap(referent.node) : undefined
  if (!Node.isExpression(reference) || !Node.isCallExpression(call) || !isActivityCall(call.getExpression(), reader)) {
    return notFound(
      reference,
      `${owner} calls '${shortText(reference)}', which is not declared with 'activity(...)'`,
      reader,
    )
  }
  const given = call.getArguments()[0]
  const name = given && staticValue(given, reader.modules)
  if (name?.kind !== "value" || typeof name.value !== "string") {
    return reader.report({
      code: "ACTIVITY.NAME_NOT_LITERAL",
      node: reference,
      message: `${owner} calls '${shortText(reference)}', whose name in 'activity(...)' is no literal`,
      fix: 'declare it with its name written out: activity("name", ...)',
    })
  }
  return Object.freeze({
    kind: "activity",
    name: name.value,
    reference: Object.freeze({ kind: "expression", node: reference, span: spanOf(reference) }),
  })
}

function isActivityCall(callee: Node, reader: Reader): boolean {
  const referent = followReference(callee, reader.modules)
  return referent.kind === "millrace" && isMillrace(referent.specifier) && referent.imported === "activity"
}

function notFound(node: Node, message: string, reader: Reader): undefined {
  return reader.report({
    code: "ACTIVITY.NOT_FOUND",
    node,
    message,
    fix: 'declare it as a constant, export const name = activity("name", ...), and refer to that',
  })
}

import { Node } from "ts-morph"
import { followReference } from "./follow-reference.ts"
import { isFunction } from "./is-function.ts"
import { nearbySources } from "./module-sources.ts"
import type { Reader } from "./reader.ts"
import type { SourceExpression, SourceMapping } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { shortText } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"

/** Reads a mapping, predicate or key: a lambda in place, or the name of a function. `owner` says whose it is. */
export function parseMapping(given: Node | undefined, owner: string, reader: Reader): SourceMapping | undefined {
  if (given === undefined) return undefined
  const node = unwrap(given)
  if (Node.isIdentifier(node) && node.getText() === "undefined") return undefined
  if (Node.isArrowFunction(node) || Node.isFunctionExpression(node)) return { kind: "lambda", node, span: spanOf(node) }
  if ((Node.isIdentifier(node) || Node.isPropertyAccessExpression(node)) && mayBeFunction(node, reader)) {
    reportAsynchronous(node, owner, reader)
    return { kind: "expression", node, span: spanOf(node) }
  }
  return reader.report({
    code: "MAPPING.NOT_A_FUNCTION",
    node: given,
    message: `${owner} has '${shortText(given)}' for a function of the scope, which is neither a lambda nor the name of a function`,
    fix: "write a lambda in place, such as ({ input }) => input, or the name of a function",
  })
}

/**
 * A name may lead to a function that cannot be seen (in a package), but not to something that is seen to be no
 * function.
 */
function mayBeFunction(node: Node, reader: Reader): boolean {
  const referent = followReference(node, nearbySources(reader.modules))
  if (referent.kind !== "expression") return referent.kind === "function" || referent.kind === "lost"
  const found = unwrap(referent.node)
  return !(
    Node.isObjectLiteralExpression(found) ||
    Node.isArrayLiteralExpression(found) ||
    Node.isLiteralExpression(found)
  )
}

/** A function by name is looked at as far as its own first line; what it calls is its own affair. */
function reportAsynchronous(node: Node, owner: string, reader: Reader): void {
  const referent = followReference(node, nearbySources(reader.modules))
  const found = referent.kind === "expression" || referent.kind === "function" ? unwrap(referent.node) : undefined
  if (!isFunction(found) || Node.isConstructorDeclaration(found)) return
  const isGenerator = Node.isGeneratorable(found) && found.isGenerator()
  if (!isGenerator && !(Node.isAsyncable(found) && found.isAsync())) return
  reader.report({
    code: "MAPPING.NOT_SYNCHRONOUS",
    node,
    message: `${owner} has the function '${shortText(node)}', which is ${isGenerator ? "a generator" : "asynchronous"}`,
    fix: "do the work in an activity, and read its result here",
  })
}

/** Reads an expression that is kept as it is: a schema. */
export function parseSchema(given: Node | undefined, owner: string, reader: Reader): SourceExpression | undefined {
  if (given === undefined || (Node.isIdentifier(given) && given.getText() === "undefined")) return undefined
  if (!Node.isExpression(given)) {
    return reader.report({
      code: "MAPPING.NOT_A_FUNCTION",
      node: given,
      message: `${owner} is '${shortText(given)}', where a schema is wanted`,
      fix: "write a schema, or the name of one",
    })
  }
  return { kind: "expression", node: given, span: spanOf(given) }
}

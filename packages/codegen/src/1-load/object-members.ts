import type { Expression, ObjectLiteralExpression } from "ts-morph"
import { Node } from "ts-morph"

/** Gives the expression of one property of an object literal; the last one of that name counts. */
export function objectMember(object: ObjectLiteralExpression, name: string): Expression | undefined {
  for (const property of object.getProperties().toReversed()) {
    if (Node.isPropertyAssignment(property) && literalKey(property.getNameNode()) === name) {
      return property.getInitializer()
    }
    if (Node.isShorthandPropertyAssignment(property) && property.getName() === name) return property.getNameNode()
    if (Node.isSpreadAssignment(property)) return undefined
  }
  return undefined
}

/** Gives the name of a property key that is written out: an identifier, string or number. */
export function literalKey(key: Node): string | undefined {
  if (Node.isIdentifier(key)) return key.getText()
  if (Node.isStringLiteral(key) || Node.isNoSubstitutionTemplateLiteral(key)) return key.getLiteralValue()
  if (Node.isNumericLiteral(key)) return String(key.getLiteralValue())
  return undefined
}

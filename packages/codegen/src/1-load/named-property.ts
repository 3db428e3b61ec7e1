import { Node } from "ts-morph"
import type { MethodDeclaration, Expression, ObjectLiteralElementLike, SpreadAssignment } from "ts-morph"
import { literalKey } from "./object-members.ts"

/** A property of an object literal: its name when that is a literal, and what is written as its value. */
export interface NamedProperty {
  readonly name: string | undefined
  /** `undefined` for an accessor, which has no value before it runs. */
  readonly value: Expression | MethodDeclaration | undefined
}

/** Gives the name and value of a property that is written as `name: value`, as a shorthand, or as a method. */
export function namedProperty(property: Exclude<ObjectLiteralElementLike, SpreadAssignment>): NamedProperty {
  const name = literalKey(property.getNameNode())
  if (Node.isPropertyAssignment(property)) return { name, value: property.getInitializer() }
  if (Node.isShorthandPropertyAssignment(property)) return { name, value: property.getNameNode() }
  return { name, value: Node.isMethodDeclaration(property) ? property : undefined }
}

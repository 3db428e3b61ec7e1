import type { MethodDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import type { Expression } from "ts-morph"
import { followReference } from "./follow-reference.ts"
import { namedProperty } from "./named-property.ts"
import type { Reader } from "./reader.ts"
import { shortText } from "./static-value.ts"

/** One property of an object literal that shapes the plan. */
export interface RecordEntry {
  readonly name: string
  readonly key: Node
  readonly value: Expression | MethodDeclaration
}

/**
 * Reads the entries of branches, cases or handlers, in the order in which the running program has them (names that are
 * whole numbers come first, ascending), so that the plan is the same there.
 */
export function recordEntries(given: Node, what: string, reader: Reader): ReadonlyArray<RecordEntry> | undefined {
  const referent = followReference(given, reader.modules)
  const object = referent.kind === "expression" ? referent.node : undefined
  if (!Node.isObjectLiteralExpression(object) || object.getSourceFile() !== reader.file) {
    return reader.report({
      code: "RECORD.NOT_STATIC",
      node: given,
      message: `the ${what} are '${shortText(given)}', which is not an object literal of this file`,
      fix: `write the ${what} in place: { name: (b) => b.step(...) }`,
    })
  }
  const entries: Array<RecordEntry> = []
  let isComplete = true
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      isComplete = false
      reader.report({
        code: "RECORD.SPREAD",
        node: property,
        message: `the ${what} contain the spread '${shortText(property)}', whose names are not known before it runs`,
        fix: `write each of the ${what} with its name`,
      })
      continue
    }
    const key = property.getNameNode()
    const { name, value } = namedProperty(property)
    if (name === undefined || value === undefined) {
      isComplete = false
      reader.report({
        code: "RECORD.KEY_COMPUTED",
        node: key,
        message: `'${shortText(key)}' is a computed name`,
        fix: "write the name as an identifier or a string literal",
      })
      continue
    }
    entries.push({ name, key, value })
  }
  return isComplete ? inRunOrder(entries) : undefined
}

/** JavaScript gives whole-number keys first and in ascending order, whatever order they were written in. */
function inRunOrder(entries: ReadonlyArray<RecordEntry>): ReadonlyArray<RecordEntry> {
  const isIndex = ({ name }: RecordEntry): boolean => /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1
  const indices = entries.filter(isIndex).toSorted((a, b) => Number(a.name) - Number(b.name))
  return [...indices, ...entries.filter((entry) => !isIndex(entry))]
}

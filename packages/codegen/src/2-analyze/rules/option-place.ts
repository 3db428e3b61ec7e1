import type { Span } from "@millrace/plan"
import type { SourceFile } from "ts-morph"
import { Node } from "ts-morph"
import { literalKey } from "../../1-load/object-members.ts"
import { spanOf } from "../../1-load/span-of.ts"
import { unwrap } from "../../1-load/unwrap.ts"

/**
 * Finds where an option of a verb or flow is written, by where its name is; the name itself where the options do not
 * stand in place.
 */
export function optionPlace(name: Span, option: string, file: SourceFile): Span {
  const call = file.getDescendantAtPos(name.start)?.getFirstAncestor(Node.isCallExpression)
  const [given, ...others] = (call?.getArguments() ?? []).toReversed()
  const options = given === undefined || others.length === 0 ? undefined : unwrap(given)
  if (!Node.isObjectLiteralExpression(options)) return name
  const property = options.getProperty((each) => {
    const isNamed = Node.isPropertyAssignment(each) || Node.isShorthandPropertyAssignment(each)
    return isNamed && literalKey(each.getNameNode()) === option
  })
  return property === undefined ? name : spanOf(property)
}

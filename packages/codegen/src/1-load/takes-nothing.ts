import type { CallExpression } from "ts-morph"
import { Node } from "ts-morph"
import { unwrap } from "./unwrap.ts"

/**
 * Tells whether `activity("name", ...)` declares one whose function has no parameters, and of which nothing else is told
 * what it is given: no schema, and nothing that undoes it.
 */
export function takesNothing(declaration: CallExpression): boolean {
  const [, given] = declaration.getArguments()
  const written = given && unwrap(given)
  if (!Node.isObjectLiteralExpression(written)) return hasNoParameters(written)
  const properties = written.getProperties()
  const isReadable = properties.every(
    (each) => Node.isPropertyAssignment(each) && Node.isIdentifier(each.getNameNode()),
  )
  if (!isReadable || written.getProperty("input") !== undefined || written.getProperty("compensate") !== undefined) {
    return false
  }
  const run = written.getProperty("run")
  return Node.isPropertyAssignment(run) && hasNoParameters(unwrap(run.getInitializerOrThrow()))
}

/** Other functions than arrows have `arguments`. */
function hasNoParameters(node: Node | undefined): boolean {
  return Node.isArrowFunction(node) && node.getParameters().length === 0
}

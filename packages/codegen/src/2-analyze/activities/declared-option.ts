import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { followReference } from "../../1-load/follow-reference.ts"
import { isFunction } from "../../1-load/is-function.ts"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { SourceActivity } from "../../1-load/source-code.ts"
import { unwrap } from "../../1-load/unwrap.ts"

/** Gives what an activity's declaration has for an option, followed to where it is written. */
export function declaredOption(activity: SourceActivity, name: string, modules: ModuleSources): SyntaxNode | undefined {
  const given = secondArgument(activity, modules)
  if (!Node.isObjectLiteralExpression(given)) return undefined
  const property = given.getProperty(name)
  if (Node.isMethodDeclaration(property)) return property
  if (Node.isShorthandPropertyAssignment(property)) return followed(property.getNameNode(), modules)
  return Node.isPropertyAssignment(property) ? followed(property.getInitializerOrThrow(), modules) : undefined
}

/** Gives the function of an activity, or the one that undoes it, where it is written in a file that can be read. */
export function activityFunction(
  activity: SourceActivity,
  modules: ModuleSources,
  option: "run" | "compensate" = "run",
): SyntaxNode | undefined {
  const given = secondArgument(activity, modules)
  const run = Node.isObjectLiteralExpression(given) ? declaredOption(activity, option, modules) : given
  return isFunction(run) ? run : undefined
}

function secondArgument({ declaration }: SourceActivity, modules: ModuleSources): SyntaxNode | undefined {
  const given = declaration.getArguments()[1]
  return given && followed(given, modules)
}

function followed(node: SyntaxNode, modules: ModuleSources): SyntaxNode | undefined {
  const referent = followReference(node, modules)
  return referent.kind === "expression" || referent.kind === "function" ? unwrap(referent.node) : undefined
}

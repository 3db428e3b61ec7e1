import type { AttemptPolicies } from "@millrace/plan"
import { Node } from "ts-morph"
import { followReference } from "../../1-load/follow-reference.ts"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { SourceActivity } from "../../1-load/source-code.ts"
import type { StaticResult } from "../../1-load/static-value.ts"
import { staticValue } from "../../1-load/static-value.ts"
import { unwrap } from "../../1-load/unwrap.ts"

/** What an activity's declaration says of its attempts; `unread` names an option that is no literal. */
export interface ActivityPolicies extends Pick<AttemptPolicies, "retry" | "timeout"> {
  readonly unread: ReadonlyArray<string>
}

const known = new WeakMap<Node, ActivityPolicies>()

/** Reads the `retry` and `timeout` of an activity where it is declared. */
export function activityPolicies({ declaration }: SourceActivity, modules: ModuleSources): ActivityPolicies {
  const policies = known.get(declaration) ?? readPolicies(declaration, modules)
  known.set(declaration, policies)
  return policies
}

function readPolicies(declaration: SourceActivity["declaration"], modules: ModuleSources): ActivityPolicies {
  const given = declaration.getArguments()[1]
  const options = given === undefined ? undefined : followReference(given, modules)
  if (options === undefined || options.kind === "function") return { unread: [] }
  if (options.kind !== "expression") return { unread: names }
  const found = unwrap(options.node)
  if (Node.isArrowFunction(found) || Node.isFunctionExpression(found)) return { unread: [] }
  if (!Node.isObjectLiteralExpression(found)) return { unread: names }
  const hasSpread = found.getProperties().some(Node.isSpreadAssignment)
  const policies: Record<string, unknown> = {}
  const unread: Array<string> = []
  for (const name of names) {
    const property = found.getProperty(name)
    const result = property === undefined ? undefined : propertyValue(property, modules)
    if (result?.kind === "value") policies[name] = result.value
    else if (property !== undefined || hasSpread) unread.push(name)
  }
  // The types of `activity` have checked what these literals are.
  return { ...(policies as Pick<AttemptPolicies, "retry" | "timeout">), unread }
}

const names: ReadonlyArray<string> = ["retry", "timeout"]

function propertyValue(property: Node, modules: ModuleSources): StaticResult | undefined {
  if (Node.isShorthandPropertyAssignment(property)) return staticValue(property.getNameNode(), modules)
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  return value === undefined ? undefined : staticValue(value, modules)
}

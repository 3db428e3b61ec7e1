import { Node } from "ts-morph"
import { chainOf } from "../1-load/chain.ts"
import { followReference } from "../1-load/follow-reference.ts"
import type { ModuleSources } from "../1-load/module-sources.ts"
import { objectMember } from "../1-load/object-members.ts"
import type { SourceWorkflow } from "../1-load/source-code.ts"
import type { StaticResult } from "../1-load/static-value.ts"
import { staticValue } from "../1-load/static-value.ts"
import { unwrap } from "../1-load/unwrap.ts"

/** Reads an option of a workflow where it is declared, in this file or another one; `undefined` where it has none. */
export function workflowOption(
  { reference }: SourceWorkflow,
  name: string,
  modules: ModuleSources,
): StaticResult | undefined {
  const referent = followReference(reference.node, modules)
  const chain = referent.kind === "expression" ? chainOf(referent.node) : undefined
  // `millrace.flow("name")` is itself a call of a chain.
  const origin = Node.isCallExpression(chain?.root) ? chain.root : chain?.calls[0]?.call
  const given = origin?.getArguments()[1]
  const options = given && followReference(given, modules)
  const object = options?.kind === "expression" ? unwrap(options.node) : undefined
  const member = Node.isObjectLiteralExpression(object) ? objectMember(object, name) : undefined
  return member && staticValue(member, modules)
}

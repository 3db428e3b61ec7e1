import type { DurationInput } from "@millrace/plan"
import { durationMillis } from "@millrace/plan"
import { Node } from "ts-morph"
import { chainOf } from "../../1-load/chain.ts"
import { followReference } from "../../1-load/follow-reference.ts"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import { objectMember } from "../../1-load/object-members.ts"
import type { SourceWorkflow } from "../../1-load/source-code.ts"
import { staticValue } from "../../1-load/static-value.ts"
import { unwrap } from "../../1-load/unwrap.ts"

/** Reads the `timeout` of a workflow where it is declared, in this file or another one. */
export function workflowTimeout({ reference }: SourceWorkflow, modules: ModuleSources): DurationInput | undefined {
  const referent = followReference(reference.node, modules)
  const chain = referent.kind === "expression" ? chainOf(referent.node) : undefined
  // `millrace.flow("name")` is itself a call of a chain.
  const origin = Node.isCallExpression(chain?.root) ? chain.root : chain?.calls[0]?.call
  const given = origin?.getArguments()[1]
  const options = given && followReference(given, modules)
  const object = options?.kind === "expression" ? unwrap(options.node) : undefined
  const member = Node.isObjectLiteralExpression(object) ? objectMember(object, "timeout") : undefined
  const result = member && staticValue(member, modules)
  return result?.kind === "value" && isDuration(result.value) ? result.value : undefined
}

function isDuration(value: unknown): value is DurationInput {
  // A text that is no duration is what `durationMillis` answers with `undefined`.
  return (
    (typeof value === "number" || typeof value === "string") && durationMillis(value as DurationInput) !== undefined
  )
}

import type { SourceMapping } from "../../1-load/source-code.ts"
import type { BlockScope } from "../block-scope.ts"
import { arrow } from "../expression.ts"
import type { FlowContext } from "../flow-context.ts"
import { makeLocal } from "../local.ts"
import type { InlinedMapping } from "./inline-mapping.ts"
import { inlineApplied } from "./inline-mapping.ts"

/**
 * Turns a mapping with a second parameter into a function of that one: `({ input }, url) => f(input, url)` becomes
 * `(url) => f(input, url)`.
 */
export function inlineFunction(mapping: SourceMapping, scope: BlockScope, context: FlowContext): InlinedMapping {
  const local = makeLocal(scope.names.inner().takeFirst(["url", "webhookUrl"], context.forbidden.get("url")))
  const { before, value } = inlineApplied(mapping, local, { scope, context })
  return { before, value: arrow([local], { statements: [], result: value }) }
}

import type { InlinedMapping } from "./author-code/inline-mapping.ts"
import type { BlockScope } from "./block-scope.ts"
import { read } from "./expression.ts"
import { makeLocal } from "./local.ts"

/** Keeps the type that the author's lambda says it returns, by way of a constant of that type. */
export function typedConstant(mapping: InlinedMapping, name: string, scope: BlockScope): InlinedMapping {
  const { before, value } = mapping
  if (value.kind !== "author" || value.type === undefined) return mapping
  const local = makeLocal(scope.names.take(name))
  return { before: [...before, { kind: "bind", target: local, value }], value: read(local) }
}

import type { Block } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import { innerScope } from "./block-scope.ts"
import { callAbi, literal, read } from "./expression.ts"
import type { Lowering } from "./lower-block.ts"
import { lowerBlock } from "./lower-block.ts"
import { makeLocal } from "./local.ts"
import { capitalized, joinedIdentifier } from "./names/identifier.ts"
import type { Assigned, Body } from "./statement.ts"

/** One of the blocks that a `when` or `match` may take. */
export interface Branch {
  /** The name of the verb. */
  readonly verb: string
  readonly label: string
  readonly block: Block<SourceCode>
}

/** Turns a branch into code that takes it and goes on inside: `const inInvoice = takeBranch(at, "fields", "invoice")`. */
export function lowerBranch({ verb, label, block }: Branch, { scope, context }: Lowering): Body {
  const inner = innerScope(scope, scope.at)
  const at = makeLocal(inner.names.take(`in${capitalized(joinedIdentifier([label], "branch"))}`))
  const taken = callAbi("takeBranch", read(scope.at), literal(verb), literal(label))
  const body = lowerBlock(block, { ...inner, at }, context)
  return { ...body, statements: [{ kind: "bind", target: at, value: taken }, ...body.statements] }
}

/** Takes the variable that the branches of a verb assign. */
export function assignedLocal(name: string, { scope, local }: Lowering): Assigned {
  const target = local(name)
  return { local: target, holder: makeLocal(scope.names.take(`${target.name}Value`)) }
}

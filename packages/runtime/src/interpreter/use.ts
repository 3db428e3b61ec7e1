import type { UseNode } from "@millrace/plan"
import { use } from "../verbs/use.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { itself, nameBinding, withName } from "./scope.ts"

/** Compiles a `use`: its body sees the `resource`. */
export function compileUse({ name, resource, body }: UseNode, options: CompileOptions): CompiledNode {
  const block = compileBlock(body, options)
  return {
    run: (at, scope) => use(at, name, resource, (within, value) => block(within, withName(scope, "resource", value))),
    bind: nameBinding(name),
    valueOf: itself,
  }
}

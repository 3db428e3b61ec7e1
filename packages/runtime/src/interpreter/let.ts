import type { LetNode } from "@millrace/plan"
import * as Exit from "effect/Exit"
import type { CompiledNode } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `let`. */
export function compileLet({ name, mapping }: LetNode): CompiledNode {
  return {
    run: (_at, scope) => Exit.succeed(callMapping(mapping, scope)),
    bind: nameBinding(name),
    valueOf: itself,
  }
}

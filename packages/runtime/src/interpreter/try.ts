import type { TryNode } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import type { BlockBody } from "../runner/block.ts"
import type { Position } from "../runner/position.ts"
import { tryCatch } from "../verbs/try.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { itself, nameBinding, withName } from "./scope.ts"

type UntypedHandlers = Readonly<Record<string, (at: Position, error: unknown) => BlockBody>>

/** Compiles a `try`: a handler sees the `error`. */
export function compileTry(node: TryNode, options: CompileOptions): CompiledNode {
  const { name } = node
  const body = compileBlock(node.body, options)
  const compiled = node.handlers.map(({ tag, block }) => ({ tag, block: compileBlock(block, options) }))
  return {
    run: (at, scope) => {
      const handlers: UntypedHandlers = Object.fromEntries(
        compiled.map(({ tag, block }) => [
          tag,
          (within: Position, error: unknown) => block(within, withName(scope, "error", error)),
        ]),
      )
      return untypedTryCatch(at, name, (within) => body(within, scope), handlers)
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}

// Which failures a body has, and so which handlers it may have, is known to the builder only.
const untypedTryCatch = tryCatch as (
  at: Position,
  name: string,
  body: (at: Position) => BlockBody,
  handlers: UntypedHandlers,
) => Effect.Effect<unknown, unknown, unknown>

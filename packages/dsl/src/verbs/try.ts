import type { TryNode } from "@millrace/plan"
import type { AnyBlockEnd, TagOf } from "../block-end.ts"
import type { BlockBuilder } from "../builder.ts"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { Entry, Within } from "../scope.ts"

/** The callbacks of handlers by tag, each with its failure in scope. */
export type HandlerWriters<Entries extends Entry, Failure> = {
  readonly [Tag in TagOf<Failure>]?: (
    b: BlockBuilder<Within<Entries, readonly ["error", Extract<Failure, { readonly _tag: Tag }>]>>,
  ) => AnyBlockEnd
}

/** A handler for a failure that cannot occur is asked to be the sentence that says so. */
export type ImpossibleHandlers<Given, Failure> = {
  readonly [Tag in Exclude<keyof Given, TagOf<Failure>>]: `this block cannot fail with '${Tag & string}'`
}

/** Makes the node of `.try`. */
export function parseTry(
  name: string,
  body: BlockCallback,
  handlers: Readonly<Record<string, BlockCallback>>,
): TryNode {
  checkName(name)
  return {
    kind: "try",
    name,
    body: parseBlock(body),
    handlers: Object.freeze(
      Object.entries(handlers).map(([tag, callback]) => Object.freeze({ tag, block: parseBlock(callback) })),
    ),
  }
}

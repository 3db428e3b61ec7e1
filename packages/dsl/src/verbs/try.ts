import type { TryNode } from "@millrace/plan"
import type { After, AnyBlockEnd, BlockEnd, EndOf, FailureOf, RequirementsOf, TagOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Named, With, Within } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** The callbacks of handlers by tag, each with its failure in scope. */
export type HandlerWriters<Seen extends AnyVisible, Failure> = {
  readonly [Tag in TagOf<Failure>]?: (
    b: BlockBuilder<Within<Seen, Named<"error", Extract<Failure, { readonly _tag: Tag }>>>>,
  ) => AnyBlockEnd
}

/** A handler for a failure that cannot occur is asked to be the sentence that says so. */
export type ImpossibleHandlers<Given, Failure> = {
  readonly [Tag in Exclude<keyof Given, TagOf<Failure>>]: `this block cannot fail with '${Tag & string}'`
}

/** What calling `.try` takes and gives. */
export interface TryVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, BodyValue, BodyFailure, BodyRequirements, Given>(
    name: FreeName<Name, Seen["names"]>,
    body: (b: BlockBuilder<Seen>) => BlockEnd<BodyValue, BodyFailure, BodyRequirements>,
    handlers: Given & HandlerWriters<Seen, BodyFailure> & ImpossibleHandlers<Given, BodyFailure>,
  ): Builder<
    After<Mode, BodyValue | ValueOf<EndOf<Given>>>,
    With<Seen, Name, BodyValue | ValueOf<EndOf<Given>>>,
    Failure | Exclude<BodyFailure, { readonly _tag: keyof Given }> | FailureOf<EndOf<Given>>,
    Requirements | BodyRequirements | RequirementsOf<EndOf<Given>>
  >
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

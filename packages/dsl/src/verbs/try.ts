import type { TryNode } from "@millrace/plan"
import type {
  After,
  AnyBlockEnd,
  BlockEnd,
  EndOf,
  FailureOf,
  NameOf,
  RequirementsOf,
  TagOf,
  ValueOf,
} from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Named, With, Within } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** The callbacks of handlers by tag, each with its failure in scope; one that cannot be needed is asked to be a sentence. */
export type Handlers<Ends, Seen extends AnyVisible, Failure> = {
  readonly [Tag in keyof Ends]: string extends Tag
    ? (b: BlockBuilder<Within<Seen, Named<"error", Failure>>>) => Ends[Tag]
    : Tag extends TagOf<Failure>
      ? (b: BlockBuilder<Within<Seen, Named<"error", Extract<Failure, { readonly _tag: Tag }>>>>) => Ends[Tag]
      : `this block cannot fail with '${Tag & string}'`
}

/** What calling `.try` takes and gives. */
export interface TryVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    BodyValue,
    BodyFailure,
    BodyRequirements,
    Ends extends Readonly<Record<string, AnyBlockEnd>>,
  >(
    name: FreeName<Name, Seen["names"]>,
    body: (b: BlockBuilder<Seen>) => BlockEnd<BodyValue, BodyFailure, BodyRequirements>,
    handlers: Handlers<Ends, Seen, BodyFailure>,
  ): Builder<
    After<Mode, BodyValue | ValueOf<EndOf<Ends>>>,
    With<Seen, Name, BodyValue | ValueOf<EndOf<Ends>>>,
    Failure | Exclude<BodyFailure, { readonly _tag: NameOf<Ends> }> | FailureOf<EndOf<Ends>>,
    Requirements | BodyRequirements | RequirementsOf<EndOf<Ends>>
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

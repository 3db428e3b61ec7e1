import type { WhenNode } from "@millrace/plan"
import type { After, AnyBlockEnd, BlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** What calling `.when` takes and gives. */
export interface WhenVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    Then extends AnyBlockEnd,
    Otherwise extends AnyBlockEnd = BlockEnd<undefined, never, never>,
  >(
    name: FreeName<Name, Seen["names"]>,
    predicate: (scope: ScopeOf<Seen>["values"]) => boolean,
    then: (b: BlockBuilder<Seen>) => Then,
    otherwise?: (b: BlockBuilder<Seen>) => Otherwise,
  ): Builder<
    After<Mode, ValueOf<Then> | ValueOf<Otherwise>>,
    With<Seen, Name, ValueOf<Then> | ValueOf<Otherwise>>,
    Failure | FailureOf<Then> | FailureOf<Otherwise>,
    Requirements | RequirementsOf<Then> | RequirementsOf<Otherwise>
  >
}

/** Makes the node of `.when`. */
export function parseWhen(
  name: string,
  predicate: LiveMapping,
  blocks: { readonly then: BlockCallback; readonly otherwise: BlockCallback | undefined },
): WhenNode {
  checkName(name)
  return {
    kind: "when",
    name,
    predicate,
    then: parseBlock(blocks.then),
    ...(blocks.otherwise === undefined ? {} : { otherwise: parseBlock(blocks.otherwise) }),
  }
}

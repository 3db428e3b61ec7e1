import { PlanError } from "@millrace/plan"
import type { MatchNode } from "@millrace/plan"
import type { After, AnyBlockEnd, EndOf, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { FreeName, Listed } from "../sentences.ts"

/**
 * Cases as written; one that cannot occur is asked to be the sentence that says so.
 *
 * TypeScript first checks a call without its lambdas, when `Case` is still `string`: that must not be refused, or the
 * lambdas get no types.
 */
export type Cases<Ends, Label extends string, Seen extends AnyVisible> = {
  readonly [Case in keyof Ends]: string extends Case
    ? (b: BlockBuilder<Seen>) => Ends[Case]
    : Case extends Label
      ? (b: BlockBuilder<Seen>) => Ends[Case]
      : `'${Case & string}' is not a case of this match`
}

/** The name of a match when it is free and every case has a block or there is an `otherwise`; else the sentence. */
export type MatchName<Name extends string, Seen extends AnyVisible, Label extends string, Case, Otherwise> =
  FreeName<Name, Seen["names"]> extends Name
    ? [Exclude<Label, Case>] extends [never]
      ? Name
      : [Otherwise] extends [never]
        ? `match '${Name}' needs a block for case ${Listed<Exclude<Label, Case>>}`
        : Name
    : FreeName<Name, Seen["names"]>

/** What calling `.match` takes and gives. */
export interface MatchVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    const Label extends string,
    Ends extends Readonly<Record<string, AnyBlockEnd>>,
    Otherwise extends AnyBlockEnd = never,
  >(
    name: MatchName<Name, Seen, Label, keyof Ends, Otherwise>,
    on: (scope: ScopeOf<Seen>["values"]) => Label,
    cases: Cases<Ends, Label, Seen>,
    otherwise?: (b: BlockBuilder<Seen>) => Otherwise,
  ): Builder<
    After<Mode, ValueOf<EndOf<Ends> | Otherwise>>,
    With<Seen, Name, ValueOf<EndOf<Ends> | Otherwise>>,
    Failure | FailureOf<EndOf<Ends> | Otherwise>,
    Requirements | RequirementsOf<EndOf<Ends> | Otherwise>
  >
}

/** Makes the node of `.match`. */
export function parseMatch(
  name: string,
  on: LiveMapping,
  blocks: { readonly cases: Readonly<Record<string, BlockCallback>>; readonly otherwise: BlockCallback | undefined },
): MatchNode {
  checkName(name)
  if (blocks.otherwise !== undefined && Object.hasOwn(blocks.cases, "otherwise")) {
    throw new PlanError(
      "LABEL.RESERVED",
      `match '${name}' has a case labelled 'otherwise' beside the block for all other cases`,
    )
  }
  return {
    kind: "match",
    name,
    on,
    cases: Object.freeze(
      Object.entries(blocks.cases).map(([label, callback]) => Object.freeze({ label, block: parseBlock(callback) })),
    ),
    ...(blocks.otherwise === undefined ? {} : { otherwise: parseBlock(blocks.otherwise) }),
  }
}

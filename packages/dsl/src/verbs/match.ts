import type { MatchNode } from "@millrace/plan"
import { PlanError } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { Entry } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/**
 * Cases as written; one that cannot occur is asked to be the sentence that says so.
 *
 * TypeScript first checks a call without its lambdas, when `Case` is still `string`: that must not be refused, or the
 * lambdas get no types.
 */
export type Cases<Given, Label extends string> = {
  readonly [Case in keyof Given]: string extends Case
    ? Given[Case]
    : Case extends Label
      ? Given[Case]
      : `'${Case & string}' is not a case of this match`
}

/** The name of a match when it is free and every case has a block or there is an `otherwise`; else the sentence. */
export type MatchName<Name extends string, Entries extends Entry, Label extends string, Case, Otherwise> =
  FreeName<Name, Entries> extends Name
    ? [Exclude<Label, Case>] extends [never]
      ? Name
      : [Otherwise] extends [never]
        ? `match '${Name}' needs a block for case '${Exclude<Label, Case>}'`
        : Name
    : FreeName<Name, Entries>

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

import type { MatchNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"

/** Cases as written: each one possible, and none missing unless there is an `otherwise`. */
export type Cases<Given, Label extends string, Otherwise> = {
  readonly [Case in keyof Given]: Case extends Label ? Given[Case] : `'${Case & string}' is not a case of this match`
} & ([Otherwise] extends [never]
  ? { readonly [Case in Exclude<Label, keyof Given>]: `this match needs a block for case '${Case}'` }
  : unknown)

/** Makes the node of `.match`. */
export function parseMatch(
  name: string,
  on: LiveMapping,
  blocks: { readonly cases: Readonly<Record<string, BlockCallback>>; readonly otherwise: BlockCallback | undefined },
): MatchNode {
  checkName(name)
  return {
    kind: "match",
    name,
    on,
    cases: Object.entries(blocks.cases).map(([label, callback]) =>
      Object.freeze({ label, block: parseBlock(callback) }),
    ),
    ...(blocks.otherwise === undefined ? {} : { otherwise: parseBlock(blocks.otherwise) }),
  }
}

import type { RaceNode } from "@millrace/plan"
import type { After, AnyBlockEnd, EndOf, FailureOf, NameOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { parseBranches } from "./parallel.ts"

/** What calling `.race` takes and gives. */
export interface RaceVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Ends extends Readonly<Record<string, AnyBlockEnd>>>(
    name: FreeName<Name, Seen["names"]>,
    branches: { readonly [Branch in keyof Ends]: (b: BlockBuilder<Seen>) => Ends[Branch] },
  ): Builder<
    After<Mode, Raced<Ends>["winner"]>,
    With<Seen, Name, Raced<Ends>["winner"]>,
    Failure | FailureOf<EndOf<Ends>>,
    Requirements | RequirementsOf<EndOf<Ends>>
  >
}

/** What a race comes to. A property and not a type of its own, so that an editor shows what is in it. */
interface Raced<Ends extends Readonly<Record<string, AnyBlockEnd>>> {
  readonly winner: {
    [Branch in NameOf<Ends>]: { readonly branch: Branch; readonly value: ValueOf<Ends[Branch]> }
  }[NameOf<Ends>]
}

/** Makes the node of `.race`. */
export function parseRace(name: string, branches: Readonly<Record<string, BlockCallback>>): RaceNode {
  checkName(name)
  return { kind: "race", name, branches: parseBranches(branches) }
}

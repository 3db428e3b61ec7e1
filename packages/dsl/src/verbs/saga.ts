import type { SagaNode } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, With } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** What calling `.saga` takes and gives. */
export interface SagaVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Body extends AnyBlockEnd>(
    name: FreeName<Name, Seen["names"]>,
    body: (b: BlockBuilder<Seen>) => Body,
  ): Builder<
    After<Mode, ValueOf<Body>>,
    With<Seen, Name, ValueOf<Body>>,
    Failure | FailureOf<Body>,
    Requirements | RequirementsOf<Body>
  >
}

/** Makes the node of `.saga`. */
export function parseSaga(name: string, body: BlockCallback): SagaNode {
  checkName(name)
  return { kind: "saga", name, body: parseBlock(body) }
}

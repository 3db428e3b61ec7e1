import type { AnyResource, Resource, UseNode } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Named, With, Within } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** What calling `.use` takes and gives. */
export interface UseVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Value, ResourceFailure, ResourceRequirements, Body extends AnyBlockEnd>(
    name: FreeName<Name, Seen["names"]>,
    resource: Resource<Value, ResourceFailure, ResourceRequirements>,
    body: (b: BlockBuilder<Within<Seen, Named<"resource", Value>>>) => Body,
  ): Builder<
    After<Mode, ValueOf<Body>>,
    With<Seen, Name, ValueOf<Body>>,
    Failure | ResourceFailure | FailureOf<Body>,
    Requirements | ResourceRequirements | RequirementsOf<Body>
  >
}

/** Makes the node of `.use`. */
export function parseUse(name: string, resource: AnyResource, body: BlockCallback): UseNode {
  checkName(name)
  return { kind: "use", name, resource, body: parseBlock(body) }
}

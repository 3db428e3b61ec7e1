import type { AnyWorkflow, ChildNode, Workflow } from "@millrace/plan"
import type { After } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Unmapped } from "../mapping-arguments.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { Attempt, Fitting, FreeName } from "../sentences.ts"

/** What calling `.child` takes and gives. */
export interface ChildVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Input, Output, ChildFailure, ChildRequirements>(
    name: FreeName<Name, Seen["names"]>,
    workflow: Unmapped<Workflow<Input, Output, ChildFailure, ChildRequirements>, Seen, Name, Input>,
  ): Builder<After<Mode, Output>, With<Seen, Name, Output>, Failure | ChildFailure, Requirements | ChildRequirements>
  <
    const Name extends string,
    Input,
    Output,
    ChildFailure,
    ChildRequirements,
    Mapping extends (scope: ScopeOf<Seen>["values"]) => Attempt<NoInfer<Input>>,
  >(
    name: FreeName<Name, Seen["names"]>,
    workflow: Workflow<Input, Output, ChildFailure, ChildRequirements>,
    map: Fitting<Mapping, NoInfer<Input>, "an input of this workflow">,
  ): Builder<After<Mode, Output>, With<Seen, Name, Output>, Failure | ChildFailure, Requirements | ChildRequirements>
}

/** Makes the node of `.child`. */
export function parseChild(name: string, workflow: AnyWorkflow, mapping?: LiveMapping): ChildNode {
  checkName(name)
  return { kind: "child", name, workflow, ...(mapping === undefined ? {} : { mapping }) }
}

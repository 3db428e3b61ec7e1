import type { AgentNode, AnyCapability, Capability, NoAgentAvailable, Offered } from "@millrace/plan"
import { parseAttempts } from "../attempt-options.ts"
import type { AttemptOptions, DeadlineFailure, TimeoutFailure } from "../attempt-options.ts"
import type { After, TagOf } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Unmapped } from "../mapping-arguments.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { Attempt, Fitting, FreeName } from "../sentences.ts"

/** What calling `.agent` takes and gives. */
export interface AgentVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, const CapabilityName extends string, Input, Output, AgentFailure>(
    name: FreeName<Name, Seen["names"]>,
    capability: Unmapped<Capability<CapabilityName, Input, Output, AgentFailure>, Seen, Name, Input>,
  ): Builder<
    After<Mode, Output>,
    With<Seen, Name, Output>,
    Failure | AgentFailure | NoAgentAvailable,
    Requirements | Offered<CapabilityName>
  >
  <
    const Name extends string,
    const CapabilityName extends string,
    Input,
    Output,
    AgentFailure,
    Mapping extends (scope: ScopeOf<Seen>["values"]) => Attempt<NoInfer<Input>>,
    const Options extends AttemptOptions<TagOf<NoInfer<AgentFailure>>>,
  >(
    name: FreeName<Name, Seen["names"]>,
    capability: Capability<CapabilityName, Input, Output, AgentFailure>,
    map: Fitting<Mapping, NoInfer<Input>, "an input of this capability">,
    options?: Options,
  ): Builder<
    After<Mode, Output>,
    With<Seen, Name, Output>,
    Failure | AgentFailure | NoAgentAvailable | TimeoutFailure<Options> | DeadlineFailure<Options>,
    Requirements | Offered<CapabilityName>
  >
}

/** Makes the node of `.agent`. */
export function parseAgent(
  name: string,
  capability: AnyCapability,
  rest: { readonly mapping: LiveMapping | undefined; readonly options: AttemptOptions | undefined },
): AgentNode {
  const { mapping, options = {} } = rest
  checkName(name)
  return {
    kind: "agent",
    name,
    capability,
    ...(mapping === undefined ? {} : { mapping }),
    ...parseAttempts(name, options),
  }
}

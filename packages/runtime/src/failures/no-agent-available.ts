import type { NoAgentAvailable as Shape } from "@millrace/plan"

/** No agent that offers a capability can take a call: none is there, or the circuit of each is open. Retryable. */
export class NoAgentAvailable extends Error implements Shape {
  readonly _tag = "NoAgentAvailable"
  override readonly name = "NoAgentAvailable"
  readonly capability: string

  constructor({ capability }: Pick<Shape, "capability">) {
    super(`no agent can take a call of capability '${capability}' now`)
    this.capability = capability
  }
}

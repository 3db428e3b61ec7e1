import type { AgentNode, AnyCapability } from "@millrace/plan"
import { parseAttempts } from "../attempt-options.ts"
import type { AttemptOptions } from "../attempt-options.ts"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"

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

/** What has been observed of an agent, for a strategy to choose by. */
export interface AgentState {
  readonly name: string
  /** How many calls it works on now. */
  readonly running: number
  /** The share of its calls that succeeded, from 0 to 1; recent ones weigh more. 1 before the first. */
  readonly successRate: number
  /** How long its calls took, in milliseconds; recent ones weigh more. 0 before the first. */
  readonly latencyMs: number
}

/** Chooses one of the agents that can take a call; there is at least one. */
export type AgentStrategy = (candidates: ReadonlyArray<AgentState>) => AgentState

/** Takes the agents in turn. */
export function roundRobin(): AgentStrategy {
  let turn = 0
  return (candidates) => best([candidates[turn++ % candidates.length], ...candidates], () => 0)
}

/** Takes the agent that works on the fewest calls. */
export function leastBusy(): AgentStrategy {
  return (candidates) => best(candidates, (agent) => agent.running)
}

/** Takes the fastest of the agents that succeed nearly as often as the best one; one that is not known yet is tried. */
export function fastestHealthy(): AgentStrategy {
  return (candidates) => {
    const highest = Math.max(...candidates.map((agent) => agent.successRate))
    return best(
      candidates.filter((agent) => agent.successRate >= 0.9 * highest),
      (agent) => agent.latencyMs,
    )
  }
}

/** Takes the better of two agents drawn at random: few calls at work, short ones, and that succeed. */
export function powerOfTwoChoices({ random = Math.random }: { readonly random?: () => number } = {}): AgentStrategy {
  return (candidates) => {
    const first = Math.floor(random() * candidates.length)
    const second = (first + 1 + Math.floor(random() * (candidates.length - 1))) % candidates.length
    return best([candidates[first], candidates[second]], expectedCost)
  }
}

/** The wait that a call can expect: those before it and itself, as often as it must be made. */
function expectedCost({ running, latencyMs, successRate }: AgentState): number {
  return ((running + 1) * (latencyMs + 1)) / Math.max(successRate, 0.01)
}

/** Gives the first agent for which `cost` is lowest. */
function best(agents: ReadonlyArray<AgentState | undefined>, cost: (agent: AgentState) => number): AgentState {
  const [first, ...rest] = agents.filter((agent) => agent !== undefined)
  if (first === undefined) throw new RangeError("a strategy was given no agents to choose from")
  return rest.reduce((chosen, agent) => (cost(agent) < cost(chosen) ? agent : chosen), first)
}

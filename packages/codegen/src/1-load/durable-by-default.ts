import type { LoadedFlow, LoadedModule } from "./source-code.ts"

/** Makes the flows of a module durable that do not say themselves whether they are. */
export function durableByDefault(module: LoadedModule): LoadedModule {
  return Object.freeze({ ...module, isDurable: true, flows: Object.freeze(module.flows.map(durableFlow)) })
}

function durableFlow(flow: LoadedFlow): LoadedFlow {
  if (flow.plan.durable !== undefined) return flow
  return Object.freeze({ ...flow, plan: Object.freeze({ ...flow.plan, durable: true }) })
}

/** What random workflows have in them. Each can be switched off while a difference in it is being looked into. */
export const features = {
  graph: true,
  saga: true,
  /** Pools and rate limits. */
  shared: true,
  cache: true,
  dataflow: true,
  sla: true,
  signal: true,
  webhook: true,
  agent: true,
} as const

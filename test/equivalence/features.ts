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
  /**
   * Runs in which a block is interrupted that cleans up after a defect. A `graph` or `dataflow` block forgets the defect
   * then, and so does a `saga` whose body died without having waited.
   */
  interruptedDefect: true,
} as const

/** What the process answers with when it ends. */
export const exitCodes = {
  fine: 0,
  /** A flow has errors, or a runner is missing or stale. */
  diagnostics: 1,
  usage: 2,
  internal: 3,
  interrupted: 130,
} as const

/** What runs a workflow from a command so that it outlives the process. */
export { runDurably } from "./run-durably.ts"
export type { DurableRunOptions } from "./run-durably.ts"

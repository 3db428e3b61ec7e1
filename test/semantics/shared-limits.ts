import { pool, rateLimit } from "@millrace/dsl"

/** One place. */
export const clerks = pool("semantics-clerks", { size: 1 })
/** Two places. */
export const desks = pool("semantics-desks", { size: 2 })
/** Two starts in any second. */
export const letters = rateLimit("semantics-letters", { limit: 2, interval: "1 second" })

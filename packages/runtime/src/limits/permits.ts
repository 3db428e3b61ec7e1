import * as Semaphore from "effect/Semaphore"
import { permitGate } from "./gate.ts"
import type { Gate } from "./gate.ts"

/** Makes the gate of one execution that all its attempts go through. */
export type Permits = () => Gate

/**
 * Limits how many activities of an execution run at once.
 *
 * @since 0.1.0
 */
export function permits(most: number): Permits {
  return () => permitGate(Semaphore.makeUnsafe(most))
}

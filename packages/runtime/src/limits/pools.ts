import { PlanError } from "@millrace/plan"
import type { Pool } from "@millrace/plan"
import * as Semaphore from "effect/Semaphore"
import { permitGate } from "./gate.ts"
import type { Gate } from "./gate.ts"

const pools = new Map<string, { readonly size: number; readonly places: Gate }>()

/**
 * Gives the places of a pool: the same ones wherever in the process a pool has this name.
 *
 * @since 0.1.0
 */
export function placesOf({ name, size }: Pool): Gate {
  const known = pools.get(name)
  if (known === undefined) {
    if (!Number.isInteger(size) || size < 1) {
      throw new PlanError("POOL.SIZE_INVALID", `pool '${name}' has size ${size}, but it is a whole number from 1`)
    }
    const places = permitGate(Semaphore.makeUnsafe(size))
    pools.set(name, { size, places })
    return places
  }
  if (known.size !== size) {
    throw new PlanError(
      "POOL.SIZE_DIFFERS",
      `pool '${name}' has size ${size} here and ${known.size} elsewhere, but there is one pool of a name`,
    )
  }
  return known.places
}

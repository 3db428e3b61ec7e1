import { pool, resource } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

const permit = Semaphore.makeUnsafe(1)

/**
 * The one key to the till: whoever holds it keeps others of this process waiting.
 *
 * An Effect is acquired as one piece, so who waits for one cannot be cancelled. A promise that hears the signal can.
 */
export const key = resource("key", {
  acquire: ({ abortSignal }) => Effect.runPromise(permit.take(1), { signal: abortSignal }),
  release: () => Effect.asVoid(permit.release(1)),
})

/** The one place at the till, which a single step takes. */
export const place = pool("till", { size: 1 })

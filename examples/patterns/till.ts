import { pool, resource } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

const permit = Semaphore.makeUnsafe(1)

/** The one key to the till: whoever holds it keeps others of this process waiting. */
export const key = resource("key", {
  acquire: () => permit.take(1),
  release: () => Effect.asVoid(permit.release(1)),
})

/** The one place at the till, which a single step takes. */
export const place = pool("till", { size: 1 })

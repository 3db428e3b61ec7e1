import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * What is done with the end of a block, whatever it is: how `try`, `saga` and retries look at what is inside of them.
 *
 * **Details**
 *
 * As long as the block waits for promises only, it is asked itself; around a block that a fiber runs it is an Effect.
 */
export interface Frame {
  /** Goes on with the block's value, once. What it gives is the end. */
  readonly succeeded: (value: unknown) => AnyEffect
  /** Goes on with the block's failure, once. What it gives is the end. */
  readonly failed: (exit: Exit.Failure<unknown, unknown>) => AnyEffect
  /** What has to be done when the block was interrupted; nothing interrupts it. */
  readonly interrupted?: () => Effect.Effect<void, never, unknown>
  /** The same as an Effect around that of the block. */
  readonly around: (block: AnyEffect) => AnyEffect
}

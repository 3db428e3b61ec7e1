import type * as Effect from "effect/Effect"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Pieces of work, each with its place in a list, and which of them can begin. */
export interface WorkList {
  readonly length: number
  /** Gives the place of the piece to begin next, or `undefined` when none can begin now. */
  readonly next: () => number | undefined
  /** Begins one, with the values there are by then. Whoever calls it takes charge of what it waits for. */
  readonly begin: (index: number, values: ReadonlyArray<unknown>) => AnyEffect
  /** Is told which one has given its value. */
  readonly ended?: (index: number) => void
}

/** Where the pieces of work stand when the first of them has to wait. */
export interface Standing {
  readonly limit: number
  readonly values: Array<unknown>
  readonly left: number
  readonly first: { readonly index: number; readonly effect: AnyEffect }
}

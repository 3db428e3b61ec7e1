import type { NamesInScope } from "../2-analyze/names-in-scope.ts"
import type { Local } from "./local.ts"
import type { LocalNames } from "./names/local-names.ts"

/** What a block's code can refer to at one point: names in scope, names taken, and the position for its steps. */
export interface BlockScope {
  /** The names in scope, in the order they came into it. */
  readonly entries: NamesInScope<Local>
  readonly names: LocalNames
  /** The position that steps of this block are called with. */
  readonly at: Local
}

/** Gives the scope with more names in it. */
export function withEntries(scope: BlockScope, entries: Iterable<readonly [name: string, local: Local]>): BlockScope {
  return { ...scope, entries: scope.entries.with(entries) }
}

/** Gives the scope of a block inside: it sees all of this one, and what it takes stays inside. */
export function innerScope(scope: BlockScope, at: Local): BlockScope {
  return { entries: scope.entries.inner(), names: scope.names.inner(), at }
}

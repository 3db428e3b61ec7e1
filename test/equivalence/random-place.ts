import type { Chance } from "./chance.ts"
import { between } from "./chance.ts"
import type { Program } from "./program.ts"

/** What a random workflow is written with. */
export interface Writing {
  readonly chance: Chance
  /** Names that need care, each to be used at most once. */
  readonly strange: Array<string>
  /** How many verbs may still be written. */
  left: number
  /** Gives another workflow to run as a child, where one may. */
  readonly child: ((place: Place) => Program) | undefined
  /** Whether somebody can send messages to its signals. */
  readonly canBeSignalled: boolean
  /** What there is more of than in other workflows. */
  readonly theme: Theme
}

/** What a random workflow may be about. */
export type Theme = "anything" | "together" | "saga" | "late" | "waiting" | "shared"

/** Where in a workflow something is written. */
export interface Place {
  readonly scope: ReadonlyArray<string>
  readonly depth: number
  /** Whether something else may run at the same time. What takes no time but is not at once has no order there. */
  readonly isConcurrent: boolean
  /** Whether it may run more than once at the same time. */
  readonly isRepeated: boolean
  /** Whether it may run more than once. */
  readonly isLooped: boolean
  readonly inSaga: boolean
}

/** Gives a name that is not in scope; other blocks may have it. */
export function freshName({ chance, strange }: Writing, { scope }: Place): string {
  if (chance() < 0.5) {
    const index = strange.findIndex((name) => !scope.includes(name))
    const [name] = index === -1 ? [] : strange.splice(index, 1)
    if (name !== undefined) return name
  }
  while (true) {
    const name = `n${between(chance, 1, 90)}`
    if (!scope.includes(name)) return name
  }
}

/** Gives a place with more names in scope; those given again hide the outer ones. */
export function withNames(place: Place, names: ReadonlyArray<string>): Place {
  return { ...place, scope: [...place.scope.filter((name) => !names.includes(name)), ...names] }
}

import type { Entry } from "@millrace/runtime/journal"
import { planPathOf, sagaOf } from "./undoable-steps.ts"
import type { UndoableStep } from "./undoable-steps.ts"

const known: ReadonlySet<string> = new Set(["undoable", "step.completed", "step.failed", "interrupted"])
const undoing: ReadonlySet<string> = new Set(["compensated", "compensation.failed"])

/** What an execution has written, and which of its steps can be undone. */
export interface Undoing {
  readonly execution: string
  readonly entries: ReadonlyArray<Entry>
  readonly steps: ReadonlyArray<UndoableStep>
}

/** Gives the paths, with their execution, of steps of which the journal says how they ended; with the attempt where only that. */
export function knownEnds({ execution, entries }: Pick<Undoing, "execution" | "entries">): ReadonlySet<string> {
  const attempts = new Map<string, number>()
  return new Set(
    entries.flatMap(({ kind, path }) => {
      if (kind !== "retrying") return known.has(kind) ? [`${execution}/${path}`] : []
      const attempt = (attempts.get(path) ?? 0) + 1
      attempts.set(path, attempt)
      return [`#${attempt} at ${execution}/${path}`]
    }),
  )
}

/** Says what is undone in part: of the steps of a saga that can be undone, all are or none. */
export function undoFaults({ entries, steps }: Undoing): ReadonlyArray<string> {
  const paths = (kinds: ReadonlySet<string>): ReadonlyArray<string> =>
    entries.flatMap(({ kind, path }) => (kinds.has(kind) ? [path] : []))
  const undone = new Set(paths(undoing).map((path) => path.replace(/\.compensate$/, "")))
  const undoable = paths(new Set(["undoable"]))
  const stepOf = new Map(steps.map((step) => [step.path, step]))
  const sagas = Map.groupBy(undoable, (path) => {
    const step = stepOf.get(planPathOf(path))
    return step === undefined ? "nowhere" : sagaOf(path, step)
  })
  const partly = [...sagas].flatMap(([saga, all]) => {
    const left = all.filter((path) => !undone.has(path))
    if (saga === "nowhere") return all.map((path) => `'${path}' cannot be undone, and is recorded`)
    return left.length > 0 && left.length < all.length ? [`'${saga}' is undone, and not '${left.join("', '")}'`] : []
  })
  const unknown = [...undone].filter((path) => !undoable.includes(path))
  return [...partly, ...unknown.map((path) => `'${path}' is undone, and was not recorded as done`)]
}

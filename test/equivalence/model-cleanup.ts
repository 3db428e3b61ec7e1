import { Interruption } from "./model-process.ts"
import type { Doing } from "./model-process.ts"
import { Defect, Failed } from "./model-place.ts"
import type { At } from "./model-place.ts"

/** What went wrong while something else was cleaned up after. */
export interface LeftBehind {
  readonly tag: "CompensationFailed" | "ReleaseFailed"
  readonly path: string
}

const attached = new WeakMap<object, ReadonlyArray<LeftBehind>>()

/** Gives what went wrong in the cleanup because of an error, or in an execution. */
export function leftBehindOf(owner: object): ReadonlyArray<LeftBehind> {
  return attached.get(owner) ?? []
}

/** Attaches what went wrong in the cleanup to its execution, and to what it was cleaned up for. */
export function attachLeftBehind({ execution }: At, thrown: unknown, all: ReadonlyArray<LeftBehind>): void {
  const owners = thrown instanceof Failed || thrown instanceof Defect ? [execution, thrown.error] : [execution]
  for (const owner of owners) {
    const known = leftBehindOf(owner)
    attached.set(owner, [...known, ...all.filter((each) => !known.includes(each))])
  }
}

/** Cleans up after what was thrown, which an interruption meanwhile outweighs, unless it is a defect. */
export function* cleanUpAfter(at: At, thrown: unknown, cleanup: Doing<void>): Doing<void> {
  try {
    yield* at.process.shielded(cleanup)
  } catch (given) {
    if (!(given instanceof Interruption && thrown instanceof Defect)) throw given
  }
}

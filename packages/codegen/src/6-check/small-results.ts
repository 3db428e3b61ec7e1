import type { Type } from "typescript/unstable/sync"
import { TypeFlags } from "typescript/unstable/sync"
import type { ResultType } from "../3-lower/runner-module.ts"
import type { OpenProjects } from "./open-projects.ts"

/** Tells of results that a flow file names whether their types need no room; one of no known type may need it. */
export function areSmallResults(
  file: string,
  results: ReadonlyArray<ResultType>,
  projects: OpenProjects,
): ReadonlyArray<boolean> {
  const found = projects.typeArgumentsAt(
    file,
    results.map(({ position }) => position),
  )
  return results.map(({ parameter }, index) => isSmall(found[index]?.[parameter]))
}

const smallFlags =
  TypeFlags.Undefined |
  TypeFlags.Null |
  TypeFlags.Void |
  TypeFlags.Never |
  TypeFlags.Number |
  TypeFlags.Boolean |
  TypeFlags.StringLiteral |
  TypeFlags.NumberLiteral |
  TypeFlags.BooleanLiteral |
  TypeFlags.EnumLiteral |
  TypeFlags.Enum

/** A text may be a whole document; one of a union of literals is not. */
function isSmall(type: Type | undefined): boolean {
  if (type === undefined) return false
  if ((type.flags & smallFlags) !== 0) return true
  return type.isUnionType() && type.getTypes().every(isSmall)
}

import type { Type } from "typescript/unstable/sync"
import { TypeFlags } from "typescript/unstable/sync"
import type { ResultType } from "../3-lower/runner-module.ts"
import type { OpenProjects } from "./open-projects.ts"

/** Tells of results that a flow file names whether their types need no room; one of no known type may need it. */
export type AreSmallResults = (file: string, results: ReadonlyArray<ResultType>) => ReadonlyArray<boolean>

/** Asks the type checker once of each activity, in whichever flow file it is named first; files must not change meanwhile. */
export function makeSmallResults(projects: OpenProjects): AreSmallResults {
  const known = new Map<string, boolean>()
  return (file, results) => {
    const config = projects.configOf(file)
    // Another project may read the same declaration with other options.
    const named = results.map((result) => ({ ...result, key: `${config} ${result.parameter} ${result.declared}` }))
    const asked = named.filter(({ key }) => !known.has(key))
    const positions = asked.map(({ position }) => position)
    const found = positions.length === 0 ? [] : projects.typeArgumentsAt(file, positions)
    for (const [index, { key, parameter }] of asked.entries()) known.set(key, isSmall(found[index]?.[parameter]))
    return named.map(({ key }) => known.get(key) === true)
  }
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

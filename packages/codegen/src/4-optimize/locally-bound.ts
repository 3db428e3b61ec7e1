import type { Released, Statement } from "../3-lower/statement.ts"

/** Gives the locals that a statement makes for those behind it. */
export function locallyBound(statement: Statement): ReadonlyArray<Released> {
  switch (statement.kind) {
    case "bind":
      switch (statement.target.kind) {
        case "local":
          return [{ local: statement.target }]
        case "record":
          return statement.target.entries.map(([, local]) => ({ local }))
        case "tuple":
          return statement.target.locals.map((local) => ({ local }))
      }
    // A target is one of the three.
    case "if":
    case "switch":
      return statement.assigned === undefined ? [] : [statement.assigned]
    case "release":
    case "run":
      return []
  }
}

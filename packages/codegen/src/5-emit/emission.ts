import type { Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import type { ImportTable } from "./import-table.ts"

/** What emission knows while it writes one runner. */
export interface Emission {
  readonly imports: ImportTable
  /** What is made where it is called, by its name. */
  readonly inPlace: ReadonlyMap<string, Expression>
  /** The locals that something reads. */
  readonly read: ReadonlySet<Local>
  /** The locals that a closure reads. */
  readonly captured: ReadonlySet<Local>
  /** The locals whose values are let go. */
  readonly released: ReadonlySet<Local>
}

/** What emission knows of code outside of every runner. */
export function emissionOutside(imports: ImportTable): Emission {
  return { imports, inPlace: new Map(), read: new Set(), captured: new Set(), released: new Set() }
}

import type { Local } from "../3-lower/local.ts"
import type { ImportTable } from "./import-table.ts"

/** What emission knows while it writes one runner. */
export interface Emission {
  readonly imports: ImportTable
  /** The locals that something reads. */
  readonly read: ReadonlySet<Local>
  /** The locals that a closure reads. */
  readonly captured: ReadonlySet<Local>
  /** The locals whose values are let go. */
  readonly released: ReadonlySet<Local>
}

import type { ExecutionEvent } from "@millrace/runtime"
import type { DocumentResult } from "../document.ts"
import type { Comparison } from "../documents/compare-truth.ts"
import type { DocumentSource } from "../documents/document-source.ts"

/** How one document ended, and everything that happened on the way. */
export interface Outcome {
  readonly source: DocumentSource
  readonly result: DocumentResult | undefined
  readonly failure: { readonly tag: string; readonly message: string } | undefined
  readonly comparisons: ReadonlyArray<Comparison>
  readonly events: ReadonlyArray<ExecutionEvent>
  readonly durationMs: number
}

/** Whether a document went wrong; the failure that it is here to show is none. */
export function wentWrong({ source, failure }: Outcome): boolean {
  return failure?.tag !== source.expectedFailure
}

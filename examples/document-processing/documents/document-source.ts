import type { DocumentInput } from "../document.ts"

/** A document of the demo: where it is, whence it comes, and what is known about it beforehand. */
export interface DocumentSource {
  readonly name: string
  readonly path: string
  /** Whence it comes, for people. */
  readonly origin: string
  readonly reader?: NonNullable<DocumentInput["reader"]>
  readonly maximumPages?: number
  /** What is printed on it, where somebody has written that down. */
  readonly truth?: Truth
  /** The failure that this document is here to show. */
  readonly expectedFailure?: string
}

/** What a person read on a receipt. */
export interface Truth {
  readonly merchant: string
  /** `2020-03-02`. */
  readonly date: string
  readonly totalCents: number
}

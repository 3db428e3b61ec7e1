import type { Span } from "../span.ts"

/** What every node has. `span` is the verb's name argument in the source, known to the compiler only. */
export interface BaseNode {
  readonly name: string
  readonly span?: Span
}

import type { Code, LiveCode } from "./code.ts"
import type { DurationInput } from "./duration.ts"
import type { Block } from "./nodes/block.ts"
import type { RetryPolicy } from "./retry-policy.ts"
import type { Span } from "./span.ts"

/** A whole workflow as data: what the builder makes at run time and the compiler at build time. */
export interface Plan<C extends Code = LiveCode> {
  readonly kind: "plan"
  readonly name: string
  readonly version?: string
  readonly description?: string
  readonly tags?: ReadonlyArray<string>
  readonly input?: C["schema"]
  readonly output?: C["schema"]
  /** Global variables: a function of `{ input }`, called once when an execution starts. */
  readonly vars?: C["mapping"]
  readonly timeout?: DurationInput
  /** The default retry policy of its steps. */
  readonly retry?: RetryPolicy
  /** The most activities that run at once. */
  readonly concurrency?: number
  /** What is promised: a longer execution raises `sla.breached` while it runs, and goes on. */
  readonly sla?: { readonly duration: DurationInput }
  /** When steps start: in the order written, or each as soon as what its mapping reads is there. @default "written" */
  readonly schedule?: "written" | "dataflow"
  /** Whether its executions are meant to outlive their process, which the compiler then checks. @default false */
  readonly durable?: boolean
  readonly body: Block<C>
  readonly span?: Span
}

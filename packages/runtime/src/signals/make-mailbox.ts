import type { AnySchema, PlanStep } from "@millrace/plan"
import type { ExecutionFacts } from "../runner/execution.ts"
import { decoderOf } from "../schemas/checker.ts"
import { Mailbox } from "./mailbox.ts"

/** Makes the mailbox of one execution. */
export type MailboxMaker = (facts: ExecutionFacts, steps: ReadonlyArray<PlanStep>) => Mailbox

/**
 * Takes messages for the signals of a workflow, with the schemas of their payloads by their paths in the plan, and passes
 * on those for its children.
 *
 * @since 0.1.0
 */
export function mailbox(payloads: Readonly<Record<string, AnySchema>>): MailboxMaker {
  const decoders = new Map(Object.entries(payloads).map(([path, payload]) => [path, decoderOf(payload)]))
  return (facts, steps) => new Mailbox(facts, steps, decoders)
}

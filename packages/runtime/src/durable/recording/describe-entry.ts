import type * as Exit from "effect/Exit"
import { endingOf, messageOf } from "../../events/failure-facts.ts"
import type { Entry } from "../../journal/entry.ts"

/** What steps and compensations leave, in words. */
const ofActivities: Readonly<Record<string, string>> = {
  "step.completed": "the result",
  "step.failed": "the failure",
  interrupted: "the interruption",
  compensated: "the end",
  "compensation.failed": "the failure",
}

/** Says for people what an outcome is of, such as `the result of activity 'charge'`. */
export function describeOutcome({ kind, fingerprint }: Pick<Entry, "kind" | "fingerprint">): string {
  const told = ofActivities[kind]
  return partsOf(fingerprint) === undefined || told === undefined
    ? `'${kind}' of '${fingerprint}'`
    : `${told} of ${describeFingerprint(fingerprint)}`
}

/**
 * Says for people what two different fingerprints are of. Where only the schemas of what an activity gives differ, it says
 * so.
 */
export function describeDifference(
  found: string,
  recorded: string,
): { readonly found: string; readonly recorded: string } {
  const [one, other] = [partsOf(found), partsOf(recorded)]
  const isSchema = one !== undefined && one.kind === other?.kind && one.name === other.name
  if (!isSchema) return { found: describeFingerprint(found), recorded: describeFingerprint(recorded) }
  return {
    found: `${describeFingerprint(found)} with ${describeSchema(one.schema)}`,
    recorded: `it with ${describeSchema(other.schema)}`,
  }
}

/** Says for people how a workflow has ended that should have gone on. */
export function describeEnd(exit: Exit.Exit<unknown, unknown>): string {
  if (exit._tag === "Success") return "has ended"
  const ending = endingOf(exit.cause)
  return ending.kind === "cancelled" ? "has been cancelled" : `has failed with '${messageOf(ending.error)}'`
}

function describeFingerprint(fingerprint: string): string {
  const parts = partsOf(fingerprint)
  if (parts === undefined) return `'${fingerprint}'`
  return `${parts.kind === "step" ? "activity" : "compensation"} '${parts.name}'`
}

function describeSchema(schema: string): string {
  return schema === "any" ? "no output schema" : `the output schema '${schema}'`
}

/** Takes apart what `stepFingerprint` has put together. */
function partsOf(
  fingerprint: string,
): { readonly kind: string; readonly name: string; readonly schema: string } | undefined {
  const [, kind, name, schema] = /^(step|compensation) (.*) (\S+)$/su.exec(fingerprint) ?? []
  return kind === undefined || name === undefined || schema === undefined ? undefined : { kind, name, schema }
}

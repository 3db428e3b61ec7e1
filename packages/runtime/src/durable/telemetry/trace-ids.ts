import { createHash } from "node:crypto"

/**
 * Gives the id of the trace that an execution is in, and of the span that it is.
 *
 * **Details**
 *
 * They follow from the id of the execution alone, so that every process that runs a part of it adds to the same trace, and to
 * the same span. A child is in the trace of its parent.
 */
export function traceIdOf(root: string): string {
  return digest(`millrace trace ${root}`).slice(0, 32)
}

/** Gives the id of the span of an execution. */
export function executionSpanId(execution: string): string {
  return digest(`millrace execution ${execution}`).slice(0, 16)
}

/** Gives an id that no other span has. */
export function newSpanId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex")
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}

import type { Diverged } from "../failures/diverged.ts"
import type { NotAcquired } from "../failures/not-acquired.ts"
import type { WebhookUrlMissing } from "../failures/webhook-url-missing.ts"
import type { WorkflowUnknown } from "../failures/workflow-unknown.ts"

/** Why a life of an execution ends although the execution goes on. */
export type Suspension =
  /** The code is not the one that began it. */
  | { readonly kind: "diverged"; readonly failure: Diverged }
  /** A resource that an earlier life had cannot be acquired again. */
  | { readonly kind: "unacquired"; readonly failure: NotAcquired }
  /** A step waits for a call, and has no URL to be called at. */
  | { readonly kind: "unaddressed"; readonly failure: WebhookUrlMissing }
  /** There is no runner of its workflow. */
  | { readonly kind: "unknown-workflow"; readonly failure: WorkflowUnknown }
  /** The journal cannot be written. */
  | { readonly kind: "unwritten"; readonly failure: unknown }
  /** Its process stops, or it waits without one. */
  | { readonly kind: "set-aside" }

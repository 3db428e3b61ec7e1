/** What a pass of optimization is called where it is switched off. */
export type PassName =
  | "inline-mappings"
  | "fold-policies"
  | "hoist-definitions"
  | "drop-unread-values"
  | "single-step-blocks"
  | "release-values"
  | "two-step-blocks"

/** The names of all passes, in the order they run. */
export const passNames: ReadonlyArray<PassName> = Object.freeze<Array<PassName>>([
  "inline-mappings",
  "fold-policies",
  "hoist-definitions",
  "drop-unread-values",
  "single-step-blocks",
  "release-values",
  "two-step-blocks",
])

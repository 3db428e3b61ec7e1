import type { LiveCode } from "@millrace/plan"

/** An author's lambda as the builder keeps it: the types of its scope have done their work by then. */
export type LiveMapping = LiveCode["mapping"]

import type { Flow } from "./flow-steps.ts"
import { flowsBeside } from "./flows-beside.ts"
import { flowsInARow } from "./flows-in-a-row.ts"

/** Every verb, alone and inside others. */
export const flows: ReadonlyArray<Flow> = [...flowsInARow, ...flowsBeside]

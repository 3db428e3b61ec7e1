import type { Contestant } from "../works/works.ts"
import { effectWorkflow } from "./effect-workflow.ts"
import { langGraph } from "./lang-graph.ts"
import { llamaIndex } from "./llama-index.ts"
import { mastra } from "./mastra.ts"
import { medusa } from "./medusa.ts"
import { xstate } from "./xstate.ts"

/** All peers, in the order of the alphabet. */
export const peers: ReadonlyArray<Contestant> = [effectWorkflow, langGraph, llamaIndex, mastra, medusa, xstate]

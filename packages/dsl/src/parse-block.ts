import type { Block } from "@millrace/plan"
import { PlanError } from "@millrace/plan"
import { makeBuilder } from "./make-builder.ts"
import type { WrittenBlock } from "./make-builder.ts"

/** A block's callback as the builder keeps it: the types of its scope have done their work by then. */
export type BlockCallback = (b: never) => WrittenBlock

/** Runs a block's callback over an empty builder and gives the block it wrote. */
export function parseBlock(callback: BlockCallback): Block {
  // The callback's parameter type carries only scope types; at run time every builder of a block is the same.
  const written = callback(makeBuilder({ in: "block", nodes: [] }) as never)
  if (written?.block?.kind !== "block") {
    throw new PlanError("BLOCK.NOT_RETURNED", "a block's callback returns the builder it was given, after its verbs")
  }
  return written.block
}

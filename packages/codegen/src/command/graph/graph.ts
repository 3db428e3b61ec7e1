import { resolve } from "node:path"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { loadTarget } from "../load-target.ts"
import type { GraphCommand } from "../parse-command.ts"
import { splitTarget } from "../split-target.ts"
import { drawFlow } from "./draw-flow.ts"

/** `millrace graph`: draws a workflow. */
export async function graph({ target, format }: GraphCommand, context: CommandContext): Promise<number> {
  const split = splitTarget(target)
  const loaded = await loadTarget(split, resolve(context.folder, split.path), context)
  if (loaded === undefined) return exitCodes.diagnostics
  const drawing = drawFlow(loaded.flow.plan, loaded.readsOf)
  if (format === "mermaid") {
    const { mermaidOf } = await import("./mermaid.ts")
    context.out(mermaidOf(drawing))
  } else {
    const { layOut } = await import("./lay-out.ts")
    const { svgOf } = await import("./svg.ts")
    context.out(svgOf(layOut(drawing)))
  }
  return exitCodes.fine
}

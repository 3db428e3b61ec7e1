import { writeFileSync } from "node:fs"
import { relative } from "node:path"
import { generate } from "../generate.ts"
import { runnerPath } from "../runner-path.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { findFlowFiles } from "./find-flow-files.ts"
import { isSameText, readText } from "./read-text.ts"
import { reportDiagnostics } from "./report.ts"

/** `millrace build`: writes the runners of flow files. A flow with errors gets none, and what it had stays as it was. */
export function build(patterns: ReadonlyArray<string>, context: CommandContext): number {
  const files = findFlowFiles(patterns, context.folder)
  if (files.length === 0) {
    context.error("no flow files found: a flow file's name ends with '.flow.ts'")
    return exitCodes.diagnostics
  }
  let refused = 0
  for (const { file, runner, diagnostics } of generate(files)) {
    reportDiagnostics(diagnostics, context)
    const name = relative(context.folder, file)
    if (runner === undefined) {
      refused += 1
      context.error(`refused    ${name}`)
      continue
    }
    const target = runnerPath(file)
    const isCurrent = isSameText(readText(target), runner)
    if (!isCurrent) writeFileSync(target, runner)
    context.out(`${isCurrent ? "unchanged" : "written  "}  ${relative(context.folder, target)}`)
  }
  return refused === 0 ? exitCodes.fine : exitCodes.diagnostics
}

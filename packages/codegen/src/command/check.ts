import { relative } from "node:path"
import { generate } from "../generate.ts"
import { runnerPath } from "../runner-path.ts"
import type { CommandContext } from "./command-context.ts"
import { exitCodes } from "./exit-codes.ts"
import { findFlowFiles } from "./find-flow-files.ts"
import { isSameText, readText } from "./read-text.ts"
import { reportDiagnostics } from "./report.ts"

/** `millrace check`: says which runners are missing or stale, and writes nothing. */
export function check(patterns: ReadonlyArray<string>, context: CommandContext): number {
  const files = findFlowFiles(patterns, context.folder)
  if (files.length === 0) {
    context.error("no flow files found: a flow file's name ends with '.flow.ts'")
    return exitCodes.diagnostics
  }
  const outdated: Array<string> = []
  let refused = 0
  for (const { file, runner, diagnostics } of generate(files)) {
    reportDiagnostics(diagnostics, context)
    if (runner === undefined) {
      refused += 1
      context.error(`refused    ${relative(context.folder, file)}`)
      continue
    }
    const target = runnerPath(file)
    const found = readText(target)
    const isCurrent = isSameText(found, runner)
    if (!isCurrent) outdated.push(relative(context.folder, file))
    const state = found === undefined ? "missing  " : isCurrent ? "current  " : "stale    "
    context.out(`${state}  ${relative(context.folder, target)}`)
  }
  if (outdated.length > 0)
    context.error(`run 'millrace build ${outdated.map(shellWord).join(" ")}' to bring the runners up to date`)
  return refused + outdated.length === 0 ? exitCodes.fine : exitCodes.diagnostics
}

function shellWord(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `"${path.replace(/["\\$`]/g, "\\$&")}"`
}

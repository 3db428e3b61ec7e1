import { relative } from "node:path"
import type { GeneratedFile } from "../generate.ts"
import { runnerPath } from "../runner-path.ts"
import type { CommandContext } from "./command-context.ts"
import { compile } from "./compile.ts"
import { exitCodes } from "./exit-codes.ts"
import type { BuildCommand } from "./parse-command.ts"
import { makeReporter } from "./report/make-reporter.ts"
import { splitTarget } from "./split-target.ts"
import { findOutdated, writeOutputs } from "./write-outputs.ts"

/** `millrace build`: writes the runners of flow files. A flow with errors gets none, and what it had stays as it was. */
export async function build(
  { patterns, format, isCached, isChecked, isDurable, bundle }: Omit<BuildCommand, "kind" | "isWatching">,
  context: CommandContext,
): Promise<number> {
  const reporter = await makeReporter(format, context)
  const paths = bundle === undefined ? patterns : patterns.map((pattern) => splitTarget(pattern).path)
  const compiled = await compile(paths, context, { reporter, isCached, isChecked, isDurable })
  if ("exitCode" in compiled) {
    await reporter.end()
    return compiled.exitCode
  }
  let refused = 0
  for (const file of compiled.files) {
    reporter.report(file.diagnostics)
    if (!writeRunner(file, context.folder, reporter)) refused += 1
  }
  if (bundle !== undefined) {
    const { bundleFlows } = await import("./bundle/bundle-flows.ts")
    refused += await bundleFlows(compiled.files, { bundle, patterns }, { context, reporter })
  }
  await reporter.end()
  return refused === 0 ? exitCodes.fine : exitCodes.diagnostics
}

/** Writes a runner and what belongs to it where they are not there already, and says so; gives whether there is one. */
export function writeRunner(
  generated: GeneratedFile,
  folder: string,
  say: { readonly state: (line: string) => void; readonly refusal: (line: string) => void },
): boolean {
  if (generated.runner === undefined) {
    say.refusal(`refused    ${relative(folder, generated.file)}`)
    return false
  }
  const isCurrent = findOutdated(generated) === undefined
  if (!isCurrent) writeOutputs(generated)
  say.state(`${isCurrent ? "unchanged" : "written  "}  ${relative(folder, runnerPath(generated.file))}`)
  return true
}

import { relative } from "node:path"
import type { GeneratedFile } from "../generate.ts"
import { runnerPath } from "../runner-path.ts"
import type { CommandContext } from "./command-context.ts"
import { compile } from "./compile.ts"
import { exitCodes } from "./exit-codes.ts"
import type { BuildCommand } from "./parse-command.ts"
import { makeReporter } from "./report/make-reporter.ts"
import { isCurrent, writeOutputs } from "./write-outputs.ts"

/** `millrace build`: writes the runners of flow files. A flow with errors gets none, and what it had stays as it was. */
export async function build(
  { patterns, format, isCached }: Omit<BuildCommand, "kind" | "isWatching">,
  context: CommandContext,
): Promise<number> {
  const reporter = await makeReporter(format, context)
  const compiled = await compile(patterns, context, { reporter, isCached })
  if ("exitCode" in compiled) {
    await reporter.end()
    return compiled.exitCode
  }
  let refused = 0
  for (const file of compiled.files) {
    reporter.report(file.diagnostics)
    if (!writeRunner(file, context.folder, reporter)) refused += 1
  }
  await reporter.end()
  return refused === 0 ? exitCodes.fine : exitCodes.diagnostics
}

/** Writes a runner where it is not there already, and says so; gives whether there is one. */
export function writeRunner(
  generated: GeneratedFile,
  folder: string,
  say: { readonly state: (line: string) => void; readonly refusal: (line: string) => void },
): boolean {
  const { file, runner } = generated
  if (runner === undefined) {
    say.refusal(`refused    ${relative(folder, file)}`)
    return false
  }
  const isUnchanged = isCurrent(generated)
  if (!isUnchanged) writeOutputs(generated)
  say.state(`${isUnchanged ? "unchanged" : "written  "}  ${relative(folder, runnerPath(file))}`)
  return true
}

import { relative } from "node:path"
import type { Diagnostic } from "@millrace/plan"
import { printable } from "../6-check/printable.ts"
import { runnerPath } from "../runner-path.ts"
import type { CommandCode } from "./command-codes.ts"
import type { CommandContext } from "./command-context.ts"
import { compile } from "./compile.ts"
import { exitCodes } from "./exit-codes.ts"
import type { CheckCommand } from "./parse-command.ts"
import { makeReporter } from "./report/make-reporter.ts"
import { shellWord } from "./shell-word.ts"
import type { OutdatedFile } from "./write-outputs.ts"
import { findOutdated } from "./write-outputs.ts"

/**
 * `millrace check`: says which runners are missing or stale, and writes nothing.
 *
 * **Details**
 *
 * In a format for machines a runner that is missing or stale is a diagnostic too, at the start of its flow file.
 */
export async function check(
  { patterns, format, isCached, isDurable }: CheckCommand,
  context: CommandContext,
): Promise<number> {
  const reporter = await makeReporter(format, context)
  const compiled = await compile(patterns, context, { reporter, isCached, isDurable })
  if ("exitCode" in compiled) {
    await reporter.end()
    return compiled.exitCode
  }
  const outdated: Array<string> = []
  let refused = 0
  for (const generated of compiled.files) {
    const { file, diagnostics } = generated
    reporter.report(diagnostics)
    if (generated.runner === undefined) {
      refused += 1
      reporter.refusal(`refused    ${relative(context.folder, file)}`)
      continue
    }
    const found = findOutdated(generated)
    if (found === undefined) {
      reporter.state(`current    ${relative(context.folder, runnerPath(file))}`)
      continue
    }
    outdated.push(relative(context.folder, file))
    if (format !== "pretty") reporter.report([outdatedRunner(file, found, { isDurable, folder: context.folder })])
    reporter.state(`${found.state === "missing" ? "missing  " : "stale    "}  ${relative(context.folder, found.path)}`)
  }
  await reporter.end()
  if (outdated.length > 0) context.error(printable(`${advice(outdated, isDurable)} to bring the runners up to date`))
  return refused + outdated.length === 0 ? exitCodes.fine : exitCodes.diagnostics
}

function advice(files: ReadonlyArray<string>, isDurable: boolean): string {
  return `run 'millrace build ${isDurable ? "--durable " : ""}${files.map(shellWord).join(" ")}'`
}

function outdatedRunner(
  file: string,
  { path, state }: OutdatedFile,
  { folder, isDurable }: Pick<CommandContext, "folder"> & Pick<CheckCommand, "isDurable">,
): Diagnostic {
  const runner = relative(folder, path)
  const code: CommandCode = state === "missing" ? "RUNNER.MISSING" : "RUNNER.STALE"
  return {
    code,
    level: "error",
    message: state === "missing" ? `'${runner}' is missing` : `'${runner}' is not what its flow would give today`,
    span: { file, start: 0, end: 0, line: 1, column: 1 },
    fix: advice([relative(folder, file)], isDurable),
  }
}

import { relative } from "node:path"
import type { CommandContext } from "../command-context.ts"
import { compile } from "../compile.ts"
import { shellWord } from "../shell-word.ts"
import { findOutdated } from "../write-outputs.ts"
import type { Finding } from "./finding.ts"
import { fine, wrong } from "./finding.ts"

/** Looks at the configuration, the flows and their runners. */
export async function checkRunners(context: CommandContext): Promise<ReadonlyArray<Finding>> {
  const findings: Array<Finding> = []
  const reporter = {
    report: (diagnostics: Parameters<Parameters<typeof compile>[2]["reporter"]["report"]>[0]) => {
      for (const { message, span, fix = "correct it" } of diagnostics)
        findings.push(wrong(`${relative(context.folder, span.file)}:${span.line}:${span.column} ${message}`, fix))
    },
    state: () => undefined,
    refusal: () => undefined,
    end: async () => undefined,
  }
  const compiled = await compile([], { ...context, error: () => undefined }, { reporter, isCached: true })
  if ("exitCode" in compiled) {
    return findings.length > 0 ? findings : [wrong("there are no flows here", "write one, or run 'millrace init'")]
  }
  const refused = compiled.files.filter(({ runner }) => runner === undefined)
  const missing = compiled.files.filter((each) => findOutdated(each)?.state === "missing")
  const stale = compiled.files.filter((each) => findOutdated(each)?.state === "stale")
  const found = compiled.files.length
  const problems = [
    ...about(refused, "with errors", "check", context),
    ...about(missing, "without a runner", "build", context),
    ...about(stale, "with a stale runner", "build", context),
  ]
  return problems.length === 0
    ? [fine(`${found === 1 ? "1 flow file" : `${found} flow files`}, with current runners`)]
    : problems
}

/** The most files that are named. */
const named = 4

function about(
  files: ReadonlyArray<{ readonly file: string }>,
  what: string,
  command: string,
  { folder }: CommandContext,
): ReadonlyArray<Finding> {
  if (files.length === 0) return []
  const shown = files.slice(0, named).map(({ file }) => shellWord(relative(folder, file)))
  const isCut = files.length > named
  const list = isCut ? `${shown.join(" ")} and ${files.length - named} more` : shown.join(" ")
  return [wrong(`flows ${what}: ${list}`, `run 'millrace ${command}${isCut ? "" : ` ${list}`}'`)]
}

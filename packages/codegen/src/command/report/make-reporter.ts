import type { Diagnostic } from "@millrace/plan"
import { relative } from "node:path"
import { printable } from "../../6-check/printable.ts"
import type { CommandContext } from "../command-context.ts"
import { locate, makeSources } from "./located.ts"
import type { ReportFormat } from "./report-format.ts"

/** Says what comes of files: people read frames as they come, a machine all diagnostics at the end. */
export interface Reporter {
  readonly report: (diagnostics: ReadonlyArray<Diagnostic>) => void
  /** What became of a file. */
  readonly state: (line: string) => void
  readonly refusal: (line: string) => void
  readonly end: () => Promise<void>
}

/** Makes the reporter of a command. Frames go to the error stream, a report for machines alone to the output. */
export async function makeReporter(format: ReportFormat, context: CommandContext): Promise<Reporter> {
  const { error, out } = context
  if (format === "pretty") {
    const { formatDiagnostic } = await import("../../6-check/format-diagnostic.ts")
    return {
      report: (diagnostics) => {
        const sourceOf = makeSources()
        for (const each of diagnostics) {
          const { file } = each.span
          const shown = { source: sourceOf(file), file: relative(context.folder, file), colors: context.hasColors }
          error(formatDiagnostic(each, shown))
          error("")
        }
      },
      state: (line) => out(printable(line)),
      refusal: (line) => error(printable(line)),
      end: async () => undefined,
    }
  }
  const all: Array<Diagnostic> = []
  return {
    report: (diagnostics) => void all.push(...diagnostics),
    state: (line) => error(printable(line)),
    refusal: (line) => error(printable(line)),
    end: async () => {
      const text = await machineReport(all, format, context)
      if (text !== "") out(text)
    },
  }
}

async function machineReport(
  diagnostics: ReadonlyArray<Diagnostic>,
  format: Exclude<ReportFormat, "pretty">,
  { folder, checkout }: CommandContext,
): Promise<string> {
  const sourceOf = makeSources()
  const located = diagnostics.map((each) => locate(each, sourceOf(each.span.file)))
  switch (format) {
    case "json":
      return (await import("./report-json.ts")).reportJson(located, folder)
    case "github":
      return (await import("./report-github.ts")).reportGithub(located, checkout ?? folder)
    case "sarif":
      return (await import("./report-sarif.ts")).reportSarif(located, folder)
  }
}

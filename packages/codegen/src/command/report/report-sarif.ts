import { pathToFileURL } from "node:url"
import type { DiagnosticLevel } from "@millrace/plan"
import type { ArtifactLocation, Log, ReportingDescriptor, Result } from "sarif"
import { meaningOf } from "../../code-meanings.ts"
import { generatorVersion } from "../../version.ts"
import { errorPage } from "./error-page.ts"
import type { LocatedDiagnostic } from "./located.ts"
import { wholeText } from "./located.ts"
import { isBelow, shownPath } from "./shown-path.ts"

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<DiagnosticLevel, string>

const root = "SRCROOT"

/** Writes diagnostics as a SARIF 2.1.0 log; the rules carry their pages, so that a viewer needs no other file. */
export function reportSarif(diagnostics: ReadonlyArray<LocatedDiagnostic>, folder: string): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted()
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "millrace",
            version: generatorVersion,
            semanticVersion: generatorVersion,
            rules: codes.map((code) => ruleOf(code, diagnostics)),
          },
        },
        originalUriBaseIds: { [root]: { uri: `${pathToFileURL(folder).href.replace(/\/$/, "")}/` } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, codes.indexOf(diagnostic.code), folder)),
      },
    ],
  }
  return JSON.stringify(log, undefined, 2)
}

function ruleOf(code: string, diagnostics: ReadonlyArray<LocatedDiagnostic>): ReportingDescriptor {
  const page = errorPage(code)
  const level = diagnostics.find((each) => each.code === code)?.level ?? "error"
  return {
    id: code,
    shortDescription: { text: meaningOf(code) ?? (code.startsWith("TYPE.") ? "TypeScript refuses the flow." : code) },
    defaultConfiguration: { level: levels[level] },
    ...(page !== undefined && { helpUri: page.url, help: { text: page.text, markdown: page.text } }),
  }
}

function resultOf(diagnostic: LocatedDiagnostic, ruleIndex: number, folder: string): Result {
  const { code, level, span, endLine, endColumn } = diagnostic
  return {
    ruleId: code,
    ruleIndex,
    level: levels[level],
    message: { text: wholeText(diagnostic) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(span.file, folder),
          region: {
            startLine: span.line,
            startColumn: span.column,
            endLine,
            endColumn,
            charOffset: span.start,
            charLength: Math.max(0, span.end - span.start),
          },
        },
      },
    ],
  }
}

/** A relative URI must not leave its base: a file elsewhere is given whole. */
function artifactOf(file: string, folder: string): ArtifactLocation {
  return isBelow(file, folder)
    ? { uri: shownPath(file, folder).split("/").map(encodeURIComponent).join("/"), uriBaseId: root }
    : { uri: pathToFileURL(file).href }
}

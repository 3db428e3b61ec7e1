import { existsSync } from "node:fs"
import type { Diagnostic } from "@millrace/plan"
import type { PartialMessage, PluginBuild } from "esbuild"
import { makeSources } from "../command/report/located.ts"
import { dataUrl } from "../source-maps.ts"
import { findRunner, runnerImport, runnerModule } from "./runner-modules.ts"
import { flowPath } from "../runner-path.ts"
import type { RunnerSource } from "./runner-source.ts"

/** Builds runners for esbuild, which shows errors with the lines that they are about. */
export function setUpEsbuild(build: PluginBuild, source: RunnerSource): void {
  build.onResolve({ filter: runnerImport }, ({ path, resolveDir }) => {
    const found = findRunner(path, resolveDir)
    return found === undefined ? undefined : { path: found }
  })
  build.onLoad({ filter: runnerModule }, async ({ path }) => {
    if (!existsSync(flowPath(path))) return undefined
    const { code, map, diagnostics, dependencies } = await source.build(path)
    const messages = (level: Diagnostic["level"]): Array<PartialMessage> =>
      diagnostics.filter((each) => each.level === level).map(messageOf)
    return {
      errors: messages("error"),
      warnings: messages("warning"),
      watchFiles: [...dependencies],
      ...(code !== undefined && { contents: withMap(code, map), loader: "ts" as const }),
    }
  })
  build.onDispose(source.end)
}

function withMap(code: string, map: string | undefined): string {
  return map === undefined ? code : `${code}//# sourceMappingURL=${dataUrl(map)}\n`
}

/** esbuild counts columns and lengths in bytes. */
function messageOf({ code, message, span, fix }: Diagnostic): PartialMessage {
  const { file, start, end, line, column } = span
  const source = makeSources()(file)
  const lineText = source.split(/\r?\n/)[line - 1] ?? ""
  const marked = source.slice(start, end).split(/\r?\n/)[0] ?? ""
  return {
    id: code,
    text: `${message} [${code}]`,
    location: {
      file,
      line,
      column: Buffer.byteLength(lineText.slice(0, column - 1)),
      length: Buffer.byteLength(marked),
      lineText,
    },
    notes: fix === undefined ? [] : [{ text: `fix: ${fix}` }],
  }
}

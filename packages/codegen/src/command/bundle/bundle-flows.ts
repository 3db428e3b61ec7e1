import { chmodSync, mkdirSync, writeFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { loadModule } from "../../1-load/load-module.ts"
import type { GeneratedFile } from "../../generate.ts"
import { hasErrors } from "../../merge-diagnostics.ts"
import type { CommandContext } from "../command-context.ts"
import { findFlow } from "../load-target.ts"
import { isSameText, readText } from "../read-text.ts"
import type { Reporter } from "../report/make-reporter.ts"
import { isBelow } from "../report/shown-path.ts"
import { splitTarget } from "../split-target.ts"
import type { BundleRequest } from "./bundle-flow.ts"
import { bundleFlow } from "./bundle-flow.ts"

/** What `millrace build --bundle` is asked to make. */
export interface BundleOptions {
  readonly out: string
  readonly externals: ReadonlyArray<string>
}

/** Writes a program for each flow that the arguments name and that has a runner; gives how many there could not be. */
export async function bundleFlows(
  files: ReadonlyArray<GeneratedFile>,
  { bundle, patterns }: { readonly bundle: BundleOptions; readonly patterns: ReadonlyArray<string> },
  { context, reporter }: { readonly context: CommandContext; readonly reporter: Reporter },
): Promise<number> {
  let refused = 0
  for (const { file } of files.filter(({ runner }) => runner !== undefined)) {
    for (const exportName of exportsOf(file, patterns, context)) {
      const { diagnostics, files: made } = await bundleFlow(requestFor({ file, exportName }, bundle, context))
      reporter.report(diagnostics)
      const target = targetOf({ file, exportName }, bundle, context)
      if (hasErrors(diagnostics)) {
        refused += 1
        reporter.refusal(`refused    ${relative(context.folder, target)}`)
        continue
      }
      const changed = made.filter(({ path, text }) => !isSameText(readText(path), text))
      for (const { path, text } of changed) write(path, text)
      reporter.state(`${changed.length === 0 ? "unchanged" : "bundled  "}  ${relative(context.folder, target)}`)
    }
  }
  return refused
}

interface Bundled {
  readonly file: string
  readonly exportName: string
}

function requestFor(bundled: Bundled, bundle: BundleOptions, context: CommandContext): BundleRequest {
  return {
    flowFile: bundled.file,
    exportName: bundled.exportName,
    target: targetOf(bundled, bundle, context),
    externals: bundle.externals,
    folder: context.folder,
  }
}

/** The flows of a file that are named, or all of them. */
function exportsOf(file: string, patterns: ReadonlyArray<string>, { folder }: CommandContext): ReadonlyArray<string> {
  const flows = loadModule(file).module?.flows ?? []
  const names = patterns
    .map(splitTarget)
    .flatMap(({ path, name }) => (name !== undefined && resolve(folder, path) === file ? [name] : []))
  const found = names.length === 0 ? flows : names.map((name) => findFlow(flows, name))
  return [...new Set(found.map(({ exportName }) => exportName))]
}

/** `orders/place.flow.ts` and its flow `placeOrder` become `orders/place.placeOrder.mjs` in the folder for bundles. */
function targetOf({ file, exportName }: Bundled, { out }: BundleOptions, { folder }: CommandContext): string {
  const place = isBelow(file, folder) ? dirname(relative(folder, file)) : "."
  return join(resolve(folder, out), place, `${basename(file, ".flow.ts")}.${encodeURIComponent(exportName)}.mjs`)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  if (path.endsWith(".mjs")) chmodSync(path, 0o755)
}

import { existsSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import type { FileChanges } from "../../6-check/open-projects.ts"
import { applyConfig } from "../../config/apply-config.ts"
import { ConfigError } from "../../config/config-error.ts"
import { findConfig, loadConfig } from "../../config/load-config.ts"
import type { ResolvedConfig } from "../../config/resolved-config.ts"
import { runnerPath } from "../../runner-path.ts"
import { writeRunner } from "../build.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { findFlowFiles } from "../find-flow-files.ts"
import type { BuildCommand } from "../parse-command.ts"
import { makeReporter } from "../report/make-reporter.ts"
import { isBelow } from "../report/shown-path.ts"
import { UsageError } from "../usage-error.ts"
import { makeBuildSession } from "./build-session.ts"
import { watchFiles } from "./watch-files.ts"

const nothing: FileChanges = { changed: [], created: [], deleted: [] }

/** How a watching build is told to end, and tells what it did. */
export interface WatchBuildOptions {
  readonly abortSignal: AbortSignal
  /** Files that are no part of a flow, and whose changes are told as well. */
  readonly others?: ReadonlyArray<string>
  readonly onBuilt?: (built: { readonly isFine: boolean }) => void
}

/** `millrace build --watch`: builds, and builds what is affected again whenever files change, until it is interrupted. */
export async function watchBuild(
  { patterns, format, isDurable = false }: Pick<BuildCommand, "patterns" | "format"> & { readonly isDurable?: boolean },
  context: CommandContext,
  { abortSignal, others = [], onBuilt }: WatchBuildOptions,
): Promise<number> {
  using session = makeBuildSession()
  using watcher = watchFiles(context.folder, [...installed(context.folder), ...others], abortSignal)
  const watched = new Set<string>()
  const refused = new Set<string>()
  let config: ResolvedConfig | undefined
  let files: ReadonlyArray<string> = []
  let loads = 0

  const buildOnce = async (changes: FileChanges): Promise<void> => {
    const started = performance.now()
    const reporter = await makeReporter(format, context)
    const paths = [...changes.changed, ...changes.created, ...changes.deleted]
    const isConfigChanged = paths.some((path) => path === config?.file || /[\\/]flow\.config\.[^\\/]+$/.test(path))
    try {
      if (config === undefined || isConfigChanged) config = await loadConfig(context.folder, loads++)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      reporter.report([error.diagnostic])
      await reporter.end()
      return
    }
    const isFirst = changes === nothing
    const found = isFirst || isConfigChanged || paths.some(isFlow) ? flowsOf(patterns, context, config) : files
    const gone = files.filter((file) => !found.includes(file))
    files = found
    for (const file of gone) {
      refused.delete(file)
      const runner = runnerPath(file)
      const left = existsSync(runner) ? `, and '${relative(context.folder, runner)}' is left` : ""
      reporter.state(`gone       ${relative(context.folder, file)}${left}`)
    }
    const own = without(changes, others)
    const configured = { ...config, durable: isDurable || config.durable }
    const built = session.build(files, isConfigChanged ? everyFile(files) : own, () => configured)
    for (const each of built) {
      const result = applyConfig(each, config)
      reporter.report(result.diagnostics)
      if (writeRunner(result, context.folder, reporter)) refused.delete(result.file)
      else refused.add(result.file)
    }
    await reporter.end()
    const outside = session.filesRead().filter((path) => !isBelow(path, context.folder) && !watched.has(path))
    for (const path of outside) watched.add(path)
    if (outside.length > 0) watcher.add(outside)
    reporter.state(`${summary(built.length, refused.size)} in ${Math.round(performance.now() - started)} ms, watching`)
    onBuilt?.({ isFine: refused.size === 0 && files.length > 0 })
  }

  for (let changes: FileChanges | undefined = nothing; changes !== undefined; changes = await watcher.next()) {
    const concerning = changes === nothing ? changes : concerned(changes, isConcern)
    if (concerning === undefined) continue
    try {
      await buildOnce(concerning)
    } catch (error) {
      // An interrupt ends the checker first; it is told here in the next turn.
      await new Promise((settle) => setImmediate(settle))
      if (abortSignal.aborted) break
      if (!(error instanceof UsageError))
        context.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
      else context.error(`millrace: ${error.message}`)
    }
  }
  return exitCodes.interrupted

  function isConcern(path: string): boolean {
    return isFlow(path) || others.includes(path) || isConfig(path) || session.dependsOn(path)
  }
}

function isFlow(path: string): boolean {
  return path.endsWith(".flow.ts")
}

function isConfig(path: string): boolean {
  return /[\\/]flow\.config\.[cm]?[jt]s$/.test(path)
}

function without({ changed, created, deleted }: FileChanges, others: ReadonlyArray<string>): FileChanges {
  const isOwn = (path: string): boolean => !others.includes(path)
  return { changed: changed.filter(isOwn), created: created.filter(isOwn), deleted: deleted.filter(isOwn) }
}

function everyFile(files: ReadonlyArray<string>): FileChanges {
  return { changed: files, created: [], deleted: [] }
}

function concerned(
  { changed, created, deleted }: FileChanges,
  isConcern: (path: string) => boolean,
): FileChanges | undefined {
  const left = {
    changed: changed.filter(isConcern),
    created: created.filter(isConcern),
    deleted: deleted.filter(isConcern),
  }
  return left.changed.length + left.created.length + left.deleted.length === 0 ? undefined : left
}

/** Without flows there is nothing to build yet: one may be written later. */
function flowsOf(
  patterns: ReadonlyArray<string>,
  { folder, error }: CommandContext,
  config: ResolvedConfig,
): ReadonlyArray<string> {
  const existing = patterns.filter(
    (pattern) => !isFlow(pattern) || pattern.includes("*") || existsSync(resolve(folder, pattern)),
  )
  const files = patterns.length > 0 && existing.length === 0 ? [] : findFlowFiles(existing, folder, config)
  if (files.length === 0) error("no flow files found: a flow file's name ends with '.flow.ts'")
  return files
}

/** What package managers write when they have installed something, and the configuration above the folder. */
function installed(from: string): ReadonlyArray<string> {
  const config = findConfig(from)
  const found: Array<string> = config === undefined || isBelow(config, from) ? [] : [config]
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules")
    if (existsSync(modules)) return [...found, join(modules, ".package-lock.json"), join(modules, ".modules.yaml")]
    if (dirname(folder) === folder) return found
  }
}

function summary(compiled: number, refused: number): string {
  const flows = compiled === 1 ? "1 file" : `${compiled} files`
  return refused === 0 ? `compiled ${flows}` : `compiled ${flows}, ${refused} refused`
}

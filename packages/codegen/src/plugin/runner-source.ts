import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname } from "node:path"
import type { Diagnostic } from "@millrace/plan"
import type { FileChanges } from "../6-check/open-projects.ts"
import type { BuildSession } from "../command/watch/build-session.ts"
import { makeBuildSession } from "../command/watch/build-session.ts"
import { writeOutputs } from "../command/write-outputs.ts"
import { applyConfig } from "../config/apply-config.ts"
import { ConfigError } from "../config/config-error.ts"
import { loadConfig } from "../config/load-config.ts"
import type { ResolvedConfig } from "../config/resolved-config.ts"
import type { GeneratedFile } from "../generate.ts"
import { flowPath, runnerPath, schemasPath } from "../runner-path.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** What a bundler is given for a runner that it imports. */
export interface BuiltRunner {
  /** The module as TypeScript; it is not there where the flow has errors. */
  readonly code?: string
  /** The source map to the flow file, with that file's text, as JSON; the schemas of a runner have none. */
  readonly map?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
  /** The files on whose texts all this depends: those that the flow imports, itself included. */
  readonly dependencies: ReadonlyArray<string>
}

/** Gives runners as their flows are now. */
export interface RunnerSource {
  /** Gives a runner, or the schemas that belong to one, by its path. */
  readonly build: (path: string) => Promise<BuiltRunner>
  /** Gives the runners that depend on a file. */
  readonly runnersOf: (path: string) => ReadonlyArray<string>
  /** Takes in that a file is new, which nothing that was read can tell. */
  readonly created: (path: string) => void
  /** Ends the type checker. The next runner starts another one. */
  readonly end: () => void
}

/**
 * Makes a source of runners in which the type checker is kept running.
 *
 * **Details**
 *
 * Bundlers differ in what they tell of changed files, and when. What has changed is found by looking at the files that
 * were read, whenever a runner is asked for.
 */
export function makeRunnerSource({ write = true }: PluginOptions): RunnerSource {
  const built = new Map<string, GeneratedFile>()
  const configs = new Map<string, ResolvedConfig>()
  const stamps = new Map<string, string>()
  const created = new Set<string>()
  let session: BuildSession | undefined
  const changes = (): FileChanges => {
    const different = [...stamps].filter(([path, stamp]) => stampOf(path) !== stamp).map(([path]) => path)
    for (const path of different) stamps.delete(path)
    const found = {
      changed: different.filter((path) => existsSync(path)),
      deleted: different.filter((path) => !existsSync(path)),
      created: [...created],
    }
    created.clear()
    return found
  }
  return {
    build: async (path) => {
      const file = flowPath(path)
      const config = await configOf(file)
      if (config instanceof ConfigError) return { diagnostics: [config.diagnostic], dependencies: [file] }
      session ??= makeBuildSession()
      const startedNs = BigInt(Date.now()) * 1_000_000n
      // From here to the end nothing is waited for: two runners never share a round.
      const files = [...new Set([...built.keys(), file])].filter((each) => existsSync(each))
      configs.set(file, config)
      const results = session.build(files, changes(), (each) => configs.get(each) ?? config)
      for (const each of results) built.set(each.file, each)
      for (const path of session.filesRead()) if (!stamps.has(path)) stamps.set(path, stampOf(path, startedNs))
      const generated = built.get(file)
      const result = applyConfig(generated ?? { file, diagnostics: [] }, config)
      if (write && result.runner !== undefined) writeOutputs(result)
      return {
        ...(result.runner !== undefined && generated !== undefined && moduleOf(generated, path)),
        diagnostics: result.diagnostics,
        dependencies: [...session.importsOf(file)].filter((path) => !path.includes("/node_modules/")),
      }
    },
    runnersOf: (path) =>
      [...built.keys()].filter((file) => session?.importsOf(file).has(path) === true).map((file) => runnerPath(file)),
    created: (path) => {
      if (session?.dependsOn(path) === true) created.add(path)
    },
    end: () => {
      session?.[Symbol.dispose]()
      session = undefined
      built.clear()
      configs.clear()
      stamps.clear()
    },
  }
}

async function configOf(file: string): Promise<ResolvedConfig | ConfigError> {
  try {
    return await loadConfig(dirname(file))
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

/** Tells a file from what it was. One that was changed since a moment may not be what was read, and counts as changed. */
function stampOf(path: string, sinceNs?: bigint): string {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  if (found === undefined) return ""
  return sinceNs !== undefined && found.mtimeNs >= sinceNs ? "recent" : `${found.mtimeNs} ${found.size}`
}

function moduleOf(generated: GeneratedFile, path: string): Pick<BuiltRunner, "code" | "map"> {
  const { file, runner, map, schemas } = generated
  if (path === schemasPath(file)) return schemas === undefined ? {} : { code: schemas }
  return { ...(runner !== undefined && { code: runner }), ...(map !== undefined && { map: withText(map, file) }) }
}

/** Bundlers carry source maps away from the files that they name. */
function withText(map: string, file: string): string {
  return JSON.stringify({ ...(JSON.parse(map) as object), sourcesContent: [readFileSync(file, "utf8")] })
}

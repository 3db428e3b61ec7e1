import { existsSync } from "node:fs"
import { dirname } from "node:path"
import type { UnpluginFactory, UnpluginOptions } from "unplugin"
import { flowPath } from "../runner-path.ts"
import { dataUrl } from "../source-maps.ts"
import { formatForBundler, placedError, writtenError } from "./bundler-error.ts"
import { setUpEsbuild } from "./esbuild-hooks.ts"
import type { PluginOptions } from "./plugin-options.ts"
import { findRunner, runnerImport, runnerModule } from "./runner-modules.ts"
import type { RunnerSource } from "./runner-source.ts"
import { makeRunnerSource } from "./runner-source.ts"
import { viteHooks } from "./vite-hooks.ts"

type Framework = Parameters<UnpluginFactory<PluginOptions | undefined, false>>[1]["framework"]

/** Makes the plugin that builds the runner of a flow when it is imported. */
export const factory: UnpluginFactory<PluginOptions | undefined, false> = (options = {}, { framework }) => {
  const source = makeRunnerSource(options)
  const common = { name: "millrace", enforce: "pre" } as const
  // unplugin tells esbuild neither lines nor lengths, and loses errors of what has no code.
  if (framework === "esbuild") return { ...common, esbuild: { setup: (build) => setUpEsbuild(build, source) } }
  const working = hooks(source, framework)
  const ending = endings(source)
  return { ...common, ...working, ...ending, vite: { ...working.vite, ...ending.vite } }
}

function hooks(
  source: RunnerSource,
  framework: Framework,
): Pick<UnpluginOptions, "load" | "resolveId" | "vite" | "watchChange"> {
  const errorOf = framework === "webpack" || framework === "rspack" ? writtenError : placedError
  let root = process.cwd()
  // A browser asks Vite's server for the paths of modules, from the root on.
  const find = (id: string, importer: string | undefined): string | undefined =>
    framework === "vite" && id.startsWith("/")
      ? (findRunner(`.${id}`, root) ?? findRunner(`.${id}`, "/"))
      : findRunner(id, importer === undefined ? root : dirname(withoutQuery(importer)))
  return {
    vite: viteHooks(source, (found) => {
      root = found
    }),
    resolveId: {
      filter: { id: runnerImport },
      handler: async (id, importer) => {
        const path = find(id, importer)
        if (path === undefined) return undefined
        // Webpack and Rspack resolve files of the disk only.
        if (!existsSync(path)) await source.build(path)
        return path
      },
    },
    load: {
      filter: { id: runnerModule },
      async handler(id) {
        if (!existsSync(flowPath(id))) return undefined
        const { code, map, diagnostics, dependencies } = await source.build(id)
        for (const path of dependencies) this.addWatchFile(path)
        const errors = diagnostics.filter(({ level }) => level === "error")
        if (code === undefined) throw errorOf(errors)
        const warnings = diagnostics.filter(({ level }) => level === "warning")
        for (const warning of warnings) this.warn(formatForBundler([warning]))
        if (framework !== "webpack" || map === undefined) return { code, map }
        // Its loaders for TypeScript take a map from the loader before them, or only one inside of the code.
        const placed = withAbsoluteSource(map, flowPath(id))
        return { code: `${code}//# sourceMappingURL=${dataUrl(placed)}\n`, map: placed }
      },
    },
    watchChange: (path, { event }) => {
      if (event === "create") source.created(path)
    },
  }
}

/** Ends the type checker when no more runners will be asked for: after a build, or when what watches is closed. */
function endings(source: RunnerSource): Omit<UnpluginOptions, "name"> {
  const { end } = source
  const compiler: NonNullable<UnpluginOptions["webpack"] & UnpluginOptions["rspack"]> = ({ hooks }) => {
    hooks.shutdown.tap("millrace", end)
  }
  return {
    buildEnd() {
      if (!isWatching(this)) end()
    },
    vite: { closeBundle: end },
    rollup: { closeWatcher: end },
    rolldown: { closeWatcher: end },
    webpack: compiler,
    rspack: compiler,
  }
}

/** Each bundler has its own place to say so. */
function isWatching(context: object): boolean {
  const meta: unknown = Reflect.get(context, "meta")
  const native: unknown = Reflect.get(context, "getNativeBuildContext")
  const compiler: unknown = typeof native === "function" ? fieldOf(native.call(context), "compiler") : undefined
  return fieldOf(meta, "watchMode") === true || fieldOf(compiler, "watchMode") === true
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
}

/** Webpack takes what is relative for relative to the folder that it was started in. */
function withAbsoluteSource(map: string, flowFile: string): string {
  return JSON.stringify({ ...(JSON.parse(map) as object), sources: [flowFile] })
}

function withoutQuery(id: string): string {
  return id.replace(/[?#].*$/, "")
}

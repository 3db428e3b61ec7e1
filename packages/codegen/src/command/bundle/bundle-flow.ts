import { basename, dirname } from "node:path"
import type { Diagnostic } from "@millrace/plan"
import type { BuildOptions, BuildResult } from "esbuild"
import { quote } from "../../3-lower/names/quote.ts"
import { runnerPath } from "../../runner-path.ts"
import { bundleMistakes } from "./bundle-mistakes.ts"
import { nativeMistakes } from "./native-code.ts"
import { ownFileWarnings } from "./own-files.ts"
import { withSources } from "./with-sources.ts"

/** One flow to be bundled, whose runner has been written. */
export interface BundleRequest {
  readonly flowFile: string
  readonly exportName: string
  /** The file that the bundle will be, next to which its source map will stand. */
  readonly target: string
  /** Packages that are left out, to be installed where the bundle runs. */
  readonly externals: ReadonlyArray<string>
  /** The folder that the bundler names files by. */
  readonly folder: string
}

/** A program that needs no dependency but those left out, and what there is to say about it. */
export interface Bundle {
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** Bundled CommonJS modules call `require`, which an ES module has not by itself. */
const banner = `#!/usr/bin/env node
import { createRequire as createRequireOfBundle } from "node:module"
const require = createRequireOfBundle(import.meta.url)`

/**
 * Bundles a flow with its activities, the runtime and all they import to one program. Nothing is written; where something
 * cannot be in a bundle there are no files.
 */
export async function bundleFlow(request: BundleRequest): Promise<Bundle> {
  const { build } = await import("esbuild")
  try {
    return await inspected(await build(optionsOf(request)), request)
  } catch (error) {
    const diagnostics = bundleMistakes(error, request)
    if (diagnostics === undefined) throw error
    return { files: [], diagnostics }
  }
}

function optionsOf({ flowFile, exportName, target, externals, folder }: BundleRequest) {
  const runner = quote(`./${basename(runnerPath(flowFile))}`)
  return {
    stdin: {
      contents: `import { runAsProgram } from "@millrace/runtime/command-line"
import { ${quote(exportName)} as runner } from ${runner}
process.exitCode = await runAsProgram(runner, { url: import.meta.url })
`,
      resolveDir: dirname(flowFile),
      sourcefile: "millrace-bundle.js",
    },
    absWorkingDir: folder,
    outfile: target,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node22.19",
    sourcemap: "linked",
    logLevel: "silent",
    external: [...externals],
    // Native code is refused by what brings it, which is known when all has been read.
    loader: { ".node": "empty" },
    banner: { js: banner },
    // What a CommonJS module knows of its place is that of the bundle.
    define: { __dirname: "import.meta.dirname", __filename: "import.meta.filename" },
  } as const satisfies BuildOptions
}

async function inspected(
  { outputFiles, metafile }: BuildResult<ReturnType<typeof optionsOf>>,
  request: BundleRequest,
): Promise<Bundle> {
  const native = nativeMistakes(metafile, request)
  if (native.length > 0) return { files: [], diagnostics: native }
  return {
    // The map first: who sees the bundle must find what it refers to.
    files: outputFiles
      .map(({ path, text }) => ({ path, text: path.endsWith(".map") ? withSources(text, path) : text }))
      .toSorted((a, b) => Number(b.path.endsWith(".map")) - Number(a.path.endsWith(".map"))),
    diagnostics: ownFileWarnings(metafile, request),
  }
}

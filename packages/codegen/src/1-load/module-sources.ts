import { isBuiltin } from "node:module"
import { dirname } from "node:path"
import type { Project, SourceFile } from "ts-morph"
import { ts } from "ts-morph"

/** Finds the source of modules that a flow file imports, without a type checker. */
export interface ModuleSources {
  /** Gives the module that `specifier` means in `from`, or `undefined` when there is no source to read. */
  readonly resolve: (specifier: string, from: SourceFile) => SourceFile | undefined
  /** The same for modules of the author's own alone: a package in `node_modules` is not read. */
  readonly resolveOwn: (specifier: string, from: SourceFile) => SourceFile | undefined
}

/** Makes the sources of a project: TypeScript's own resolution, with the `paths` of the nearest `tsconfig.json`. */
export function makeModuleSources(project: Project): ModuleSources {
  const host = project.getModuleResolutionHost()
  const optionsByFolder = new Map<string, ts.CompilerOptions>()
  const optionsFor = (folder: string): ts.CompilerOptions => {
    const known = optionsByFolder.get(folder)
    if (known !== undefined) return known
    const options = resolutionOptions(folder, host)
    optionsByFolder.set(folder, options)
    return options
  }
  const located = new Map<string, ts.ResolvedModule | undefined>()
  const locate = (specifier: string, from: SourceFile): ts.ResolvedModule | undefined => {
    const path = from.getFilePath()
    const key = `${dirname(path)}\0${specifier}`
    if (!located.has(key)) {
      located.set(key, ts.resolveModuleName(specifier, path, optionsFor(dirname(path)), host).resolvedModule)
    }
    return located.get(key)
  }
  const read = (found: ts.ResolvedModule | undefined): SourceFile | undefined => {
    if (found === undefined) return undefined
    const source = implementationOf(found.resolvedFileName, host)
    return project.getSourceFile(source) ?? project.addSourceFileAtPathIfExists(source)
  }
  return {
    resolve: (specifier, from) => read(locate(specifier, from)),
    resolveOwn: (specifier, from) => {
      const found = isBuiltin(specifier) ? undefined : locate(specifier, from)
      return found?.isExternalLibraryImport === true ? undefined : read(found)
    },
  }
}

/** Gives sources that read neighbouring files only, for questions that are not worth reading a package for. */
export function nearbySources(modules: ModuleSources): ModuleSources {
  const resolve: ModuleSources["resolve"] = (specifier, from) =>
    specifier.startsWith(".") ? modules.resolve(specifier, from) : undefined
  return { resolve, resolveOwn: resolve }
}

/** Gives the options with which the imports of a folder's files are resolved: `paths` and the like of its project. */
export function resolutionOptions(folder: string, host: ts.ModuleResolutionHost): ts.CompilerOptions {
  const defaults: ts.CompilerOptions = {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    allowJs: true,
    noEmit: true,
  }
  const config = ts.findConfigFile(folder, (path) => host.fileExists(path))
  if (config === undefined) return defaults
  const parseHost: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: (path) => host.fileExists(path),
    readFile: (path) => host.readFile(path),
    // The files of the project are not asked for, only its options.
    readDirectory: () => [],
  }
  const { config: json } = ts.readConfigFile(config, (path) => host.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(json ?? {}, parseHost, dirname(config), undefined, config)
  const { baseUrl, paths, pathsBasePath, customConditions } = options
  return {
    ...defaults,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(paths !== undefined && { paths }),
    ...(pathsBasePath !== undefined && { pathsBasePath }),
    ...(customConditions !== undefined && { customConditions }),
  }
}

/**
 * A published package has declarations for the checker and its code beside them; names of activities are in the code.
 */
function implementationOf(path: string, host: ts.ModuleResolutionHost): string {
  const parts = /^(.*)\.d\.([cm]?)ts$/.exec(path)
  if (parts === null) return path
  const code = `${parts[1]}.${parts[2]}js`
  return host.fileExists(code) ? code : path
}

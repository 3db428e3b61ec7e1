import { dirname } from "node:path"
import { ts } from "ts-morph"
import { resolutionOptions } from "../1-load/module-sources.ts"
import type { FileAccess } from "../file-access.ts"

/** Knows which files a file imports, directly or through others. */
export interface ImportClosure {
  /** Gives the files that a file imports, itself included; what packages in `node_modules` import is left out. */
  readonly of: (file: string) => ReadonlySet<string>
  /** Gives the files that the text of a file itself imports. */
  readonly direct: (file: string) => ReadonlyArray<string>
}

/** Makes a closure over the imports that the texts of files have now. */
export function makeImportClosure(files: FileAccess): ImportClosure {
  const optionsByFolder = new Map<string, ts.CompilerOptions>()
  const importsByFile = new Map<string, ReadonlyArray<string>>()
  const host: ts.ModuleResolutionHost = {
    fileExists: files.fileExists,
    directoryExists: files.directoryExists,
    readFile: files.readFile,
    realpath: files.realpath,
  }
  const optionsFor = (folder: string): ts.CompilerOptions => {
    const options = optionsByFolder.get(folder) ?? resolutionOptions(folder, host)
    optionsByFolder.set(folder, options)
    return options
  }
  const importsOf = (file: string): ReadonlyArray<string> => {
    const known = importsByFile.get(file)
    if (known !== undefined) return known
    const { importedFiles, referencedFiles } = ts.preProcessFile(files.readFile(file) ?? "", true, true)
    const found = [...importedFiles, ...referencedFiles].flatMap(
      ({ fileName }) =>
        ts.resolveModuleName(fileName, file, optionsFor(dirname(file)), host).resolvedModule?.resolvedFileName ?? [],
    )
    importsByFile.set(file, found)
    return found
  }
  return {
    direct: importsOf,
    of: (file) => {
      const seen = new Set([file])
      // A set gives what is added while it is gone through.
      for (const each of seen) {
        if (each.includes("/node_modules/")) continue
        for (const imported of importsOf(each)) seen.add(imported)
      }
      return seen
    },
  }
}

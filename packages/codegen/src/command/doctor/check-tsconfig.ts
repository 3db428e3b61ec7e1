import { existsSync } from "node:fs"
import { dirname, relative } from "node:path"
import { ts } from "ts-morph"
import type { Finding } from "./finding.ts"
import { fine, wrong } from "./finding.ts"

/** Finds the `tsconfig.json` of a folder, in it or above. */
export function findTsconfig(folder: string): string | undefined {
  return ts.findConfigFile(folder, existsSync)
}

/** Looks at the options that decide whether the flows of a folder type-check; paths are shown relative to `base`. */
export function checkTsconfig(folder: string, base: string): ReadonlyArray<Finding> {
  const file = findTsconfig(folder)
  if (file === undefined) {
    return [
      wrong(
        "no tsconfig.json was found",
        'write one with "strict": true and "module": "nodenext", or run \'millrace init\'',
      ),
    ]
  }
  const shown = relative(base, file)
  const { config, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path))
  if (error !== undefined) {
    return [
      wrong(`'${shown}' cannot be read: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`, "correct it"),
    ]
  }
  const { options } = ts.parseJsonConfigFileContent(
    config,
    { ...ts.sys, readDirectory: () => [] },
    dirname(file),
    undefined,
    file,
  )
  const findings = [...checkStrict(options), ...checkModules(options)].map((each) =>
    wrong(`'${shown}' ${each.message}`, each.fix),
  )
  return findings.length === 0 ? [fine(shown)] : findings
}

interface Problem {
  readonly message: string
  readonly fix: string
}

function checkStrict({
  strict,
  strictNullChecks,
  strictFunctionTypes,
  noImplicitAny,
}: ts.CompilerOptions): ReadonlyArray<Problem> {
  if (strict !== true && strictNullChecks !== true) {
    return [{ message: "is not strict, so mappings of the wrong type are not refused", fix: 'set "strict": true' }]
  }
  const off = Object.entries({ strictNullChecks, strictFunctionTypes, noImplicitAny }).filter(
    ([, value]) => value === false,
  )
  return off.map(([option]) => ({
    message: `turns '${option}' off, so mappings of the wrong type are not refused`,
    fix: `remove "${option}": false`,
  }))
}

function checkModules(options: ts.CompilerOptions): ReadonlyArray<Problem> {
  const { moduleResolution, module, allowImportingTsExtensions, rewriteRelativeImportExtensions, noEmit } = options
  const { ModuleResolutionKind, ModuleKind } = ts
  const isOld =
    moduleResolution === ModuleResolutionKind.Classic ||
    moduleResolution === ModuleResolutionKind.Node10 ||
    (moduleResolution === undefined && (module === undefined || module < ModuleKind.Node16))
  const problems: Array<Problem> = []
  if (isOld) {
    problems.push({
      message: "resolves modules in the old way, which does not find '@millrace/runtime/runner'",
      fix: 'set "module": "nodenext", or "module": "preserve" with a bundler',
    })
  }
  if (allowImportingTsExtensions !== true && rewriteRelativeImportExtensions !== true) {
    problems.push({
      message: "does not allow imports of './activities.ts', with the extension that Node needs",
      fix:
        noEmit === true
          ? 'set "allowImportingTsExtensions": true'
          : 'set "rewriteRelativeImportExtensions": true, or "noEmit" and "allowImportingTsExtensions"',
    })
  }
  return problems
}

import type { SourceFile } from "ts-morph"

/** Gives the specifier of a flow file for its runner beside it, with the extension that the file's own relative imports have. */
export function flowSpecifier(file: SourceFile): string {
  const relative = file
    .getImportDeclarations()
    .map((declaration) => declaration.getModuleSpecifierValue())
    .find((specifier) => /^\.\.?\//.test(specifier))
  const extension = relative === undefined ? ".ts" : (/\.[jt]s$/.exec(relative)?.[0] ?? "")
  return `./${file.getBaseNameWithoutExtension()}${extension}`
}

/** Gives the specifier of what is compiled of the schemas of a flow file, for its runner beside it. */
export function schemasSpecifier(file: SourceFile): string {
  return flowSpecifier(file).replace(/\.flow(?=(\.[jt]s)?$)/, ".runner.schemas")
}

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

/** Gives the name of the package that a path inside of `node_modules` belongs to. */
export function packageOf(path: string): string | undefined {
  return partsOf(path)?.name
}

/** Gives the folder of the package that a path inside of `node_modules` belongs to. */
export function packageFolder(path: string): string | undefined {
  const parts = partsOf(path)
  return parts && `${parts.before}${parts.name}`
}

function partsOf(path: string): { readonly before: string; readonly name: string } | undefined {
  const [, before, name] = /^(.*(?:^|\/)node_modules\/)((?:@[^/]+\/)?[^/]+)/.exec(path.replaceAll("\\", "/")) ?? []
  return before === undefined || name === undefined ? undefined : { before, name }
}

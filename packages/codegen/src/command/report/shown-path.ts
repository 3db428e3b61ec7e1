import { isAbsolute, relative, sep } from "node:path"

/** Gives a path as reports show it: relative to a folder, with `/` between its parts. */
export function shownPath(file: string, folder: string): string {
  return relative(folder, file).split(sep).join("/")
}

/** Says whether a file lies below a folder. */
export function isBelow(file: string, folder: string): boolean {
  const path = relative(folder, file)
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

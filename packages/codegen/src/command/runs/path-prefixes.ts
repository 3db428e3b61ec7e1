/** Gives the paths from the first name of a path to itself: `texts`, `texts[page-3]` and `texts[page-3].ocr`. */
export function pathPrefixes(path: string): ReadonlyArray<string> {
  // A backslash says that what follows it belongs to a name.
  const parts = path.match(/^(?:\\.|[^.[\\])+|[.[](?:\\.|[^.[\\])*/gs) ?? []
  return parts.map((_, index) => parts.slice(0, index + 1).join(""))
}

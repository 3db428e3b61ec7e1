/** Quotes a path for a command line where it needs that. */
export function shellWord(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `"${path.replace(/["\\$`]/g, "\\$&")}"`
}

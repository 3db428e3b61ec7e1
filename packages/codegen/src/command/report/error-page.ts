import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

// In the package, `prepack` puts the pages beside `dist`; in the workspace they are at its root.
const places = ["../../../docs/errors/", "../../../../../docs/errors/"]

/** A page of the documentation about a code. */
export interface ErrorPage {
  readonly url: string
  /** Markdown. */
  readonly text: string
}

/** Finds the page of a diagnostic code; those of TypeScript's own errors share one. */
export function errorPage(code: string): ErrorPage | undefined {
  const name = code.startsWith("TYPE.") ? "TYPE" : code
  if (!/^[A-Z_.]+$/.test(name)) return undefined
  for (const place of places) {
    const url = new URL(`${place}${name}.md`, import.meta.url)
    if (existsSync(url)) return { url: url.href, text: readFileSync(fileURLToPath(url), "utf8") }
  }
  return undefined
}

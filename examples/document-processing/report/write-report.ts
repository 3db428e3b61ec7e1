import Handlebars from "handlebars"
import { readFile, writeFile } from "node:fs/promises"
import { reportView } from "./report-view.ts"
import type { Run } from "./report-view.ts"

/**
 * Writes the report of a run: one HTML file that needs no other.
 *
 * Everything that comes from a document goes through the template's escaping; only the style sheet does not.
 */
export async function writeReport(run: Run, file: string): Promise<void> {
  const template = Handlebars.compile(await beside("report.hbs"), { strict: true, noEscape: false })
  await writeFile(file, template({ ...(await reportView(run)), style: await beside("report.css") }))
}

function beside(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8")
}

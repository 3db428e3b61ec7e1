import { readFile } from "node:fs/promises"
import { UnreadableDocument } from "../failures.ts"

/** A file's bytes, and what its first bytes say it is. */
export interface DocumentFile {
  readonly bytes: Uint8Array
  readonly format: "pdf" | "jpeg" | "png"
}

/** Reads a document's file; one that is missing or of no known format is an `UnreadableDocument`. */
export async function readDocumentFile(path: string): Promise<DocumentFile> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new UnreadableDocument({ path, reason: cause instanceof Error ? cause.message : String(cause) })
  })
  const format = formatOf(bytes)
  if (format === undefined) throw new UnreadableDocument({ path, reason: "found no PDF, JPEG or PNG" })
  return { bytes: new Uint8Array(bytes), format }
}

function formatOf(bytes: Uint8Array): DocumentFile["format"] | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString("latin1")
  if (start.startsWith("\xff\xd8\xff")) return "jpeg"
  if (start.startsWith("\x89PNG\r\n")) return "png"
  return start.includes("%PDF-") ? "pdf" : undefined
}

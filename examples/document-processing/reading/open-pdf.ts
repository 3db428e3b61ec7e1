import { join } from "node:path"
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs"
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs"
import { UnreadableDocument } from "../failures.ts"
import { packageFolder } from "../package-folder.ts"

/** Opens a PDF, gives it to `use`, and closes it whatever happens; a broken one is an `UnreadableDocument`. */
export async function withPdf<Value>(
  file: { readonly path: string; readonly bytes: Uint8Array },
  use: (pdf: PDFDocumentProxy) => Promise<Value>,
): Promise<Value> {
  const task = getDocument({
    // pdf.js takes the buffer for itself.
    data: file.bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    standardFontDataUrl: `${join(pdfjs, "standard_fonts")}/`,
    cMapUrl: `${join(pdfjs, "cmaps")}/`,
    wasmUrl: `${join(pdfjs, "wasm")}/`,
    iccUrl: `${join(pdfjs, "iccs")}/`,
    cMapPacked: true,
  })
  try {
    const pdf = await task.promise.catch((cause: unknown) => {
      throw new UnreadableDocument({ path: file.path, reason: cause instanceof Error ? cause.message : String(cause) })
    })
    return await use(pdf)
  } finally {
    await task.destroy()
  }
}

const pdfjs = packageFolder("pdfjs-dist")

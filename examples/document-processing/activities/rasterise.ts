import { activity } from "@millrace/dsl/activity"
import { createCanvas, loadImage } from "@napi-rs/canvas"
import * as Schema from "effect/Schema"
import { writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs"
import { Page } from "../document.ts"
import { UnreadableDocument } from "../failures.ts"
import { readDocumentFile } from "../reading/file-format.ts"
import { withPdf } from "../reading/open-pdf.ts"
import { textLayerOf } from "../reading/text-layer.ts"

const RasteriseInput = Schema.Struct({
  path: Schema.String,
  workFolder: Schema.String,
  /** Pixels an inch for PDF pages. */
  dpi: Schema.Finite,
  maximumPages: Schema.Int,
  /** A photo with more pixels is scaled down before it is read; its original is kept for a second look. */
  maximumPixels: Schema.Int,
})
type RasteriseInput = typeof RasteriseInput.Type

/** Turns a document into pictures, one a page, with the text that a PDF carries beside each. */
export const rasterise = activity("rasterise", {
  input: RasteriseInput,
  output: Schema.Array(Page),
  errors: [UnreadableDocument],
  effects: "idempotent",
  run: async (input, { abortSignal }): Promise<ReadonlyArray<Page>> => {
    const { bytes, format } = await readDocumentFile(input.path)
    if (format !== "pdf") return [await photoPage(input, bytes)]
    return withPdf({ path: input.path, bytes }, async (pdf) => {
      const pages: Array<Page> = []
      for (let number = 1; number <= Math.min(pdf.numPages, input.maximumPages); number++) {
        abortSignal.throwIfAborted()
        pages.push(await pdfPage(input, await pdf.getPage(number)))
      }
      return pages
    })
  },
})

async function pdfPage(input: RasteriseInput, page: PDFPageProxy): Promise<Page> {
  const viewport = page.getViewport({ scale: input.dpi / 72 })
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas, canvasContext: canvas.getContext("2d"), viewport }).promise
  const image = pictureFile(input, page.pageNumber, "png")
  await writeFile(image, await canvas.encode("png"))
  const textLayer = await textLayerOf(page)
  return {
    id: `page-${page.pageNumber}`,
    number: page.pageNumber,
    image,
    original: image,
    width: canvas.width,
    height: canvas.height,
    ...(textLayer.length > 0 ? { textLayer } : {}),
  }
}

async function photoPage(input: RasteriseInput, bytes: Uint8Array): Promise<Page> {
  const photo = await loadImage(bytes).catch((cause: unknown) => {
    throw new UnreadableDocument({ path: input.path, reason: String(cause) })
  })
  const scale = Math.min(1, Math.sqrt(input.maximumPixels / (photo.width * photo.height)))
  const canvas = createCanvas(Math.round(photo.width * scale), Math.round(photo.height * scale))
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height)
  const image = pictureFile(input, 1, "jpg")
  await writeFile(image, await canvas.encode("jpeg", 92))
  return { id: "page-1", number: 1, image, original: input.path, width: canvas.width, height: canvas.height }
}

function pictureFile(input: RasteriseInput, page: number, extension: string): string {
  return join(input.workFolder, `${basename(input.path)}-page-${page}.${extension}`)
}

import { activity } from "@millrace/dsl/activity"
import { loadImage } from "@napi-rs/canvas"
import ExifReader from "exifreader"
import type { Tags } from "exifreader"
import { basename } from "node:path"
import { DocumentInput, Metadata } from "../document.ts"
import { UnreadableDocument } from "../failures.ts"
import { readDocumentFile } from "../reading/file-format.ts"
import { withPdf } from "../reading/open-pdf.ts"

/** Reads what a file says about itself: PDF properties, or size and EXIF of a photo. */
export const readMetadata = activity("read-metadata", {
  input: DocumentInput.mapFields(({ path }) => ({ path })),
  output: Metadata,
  errors: [UnreadableDocument],
  effects: "none",
  run: async ({ path }): Promise<Metadata> => {
    const { bytes, format } = await readDocumentFile(path)
    const file = { name: basename(path), format, bytes: bytes.length }
    return format === "pdf"
      ? { ...file, ...(await pdfProperties(path, bytes)) }
      : { ...file, ...(await photoProperties(bytes)) }
  },
})

type Properties = Omit<Metadata, "name" | "format" | "bytes">

async function pdfProperties(path: string, bytes: Uint8Array): Promise<Properties> {
  return withPdf({ path, bytes }, async (pdf) => {
    const { info } = await pdf.getMetadata()
    const [, , width, height] = (await pdf.getPage(1)).view
    return present({
      pages: pdf.numPages,
      width,
      height,
      title: textIn(info, "Title"),
      creator: textIn(info, "Creator") ?? textIn(info, "Producer"),
      created: isoDate(textIn(info, "CreationDate")?.replace(/^D:(\d{4})(\d\d)(\d\d).*/, "$1:$2:$3")),
    })
  })
}

async function photoProperties(bytes: Uint8Array): Promise<Properties> {
  const image = await loadImage(bytes)
  const exif = exifOf(bytes)
  return present({
    pages: 1,
    width: image.width,
    height: image.height,
    creator: exif.Model?.description,
    created: isoDate(exif.DateTimeOriginal?.description),
    dpi: dpiOf(exif),
  })
}

/** Cameras that know no resolution write 1 or 72. */
function dpiOf(exif: Partial<Tags>): number | undefined {
  const dpi = Number(exif.XResolution?.description)
  return dpi > 72 ? dpi : undefined
}

function exifOf(bytes: Uint8Array): Partial<Tags> {
  try {
    // oxlint-disable-next-line import/no-named-as-default-member -- the bundle has no named exports, only its types do
    return ExifReader.load(Buffer.from(bytes))
  } catch {
    // A picture without EXIF is an ordinary picture.
    return {}
  }
}

function textIn(info: object, name: string): string | undefined {
  const value: unknown = Reflect.get(info, name)
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

function isoDate(date: string | undefined): string | undefined {
  const [, year, month, day] = date?.match(/^(\d{4}):(\d\d):(\d\d)/) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

/** Leaves out what is not known. */
function present<T extends object>(properties: T): Present<T> {
  // What is left has no undefined values; a record's entries cannot say so.
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Present<T>
}

import { join } from "node:path"
import { packageFolder } from "../package-folder.ts"
import type { DocumentSource } from "./document-source.ts"

/** Real documents that npm packages ship for their own tests; they are read where they are installed. */
export const npmDocuments: ReadonlyArray<DocumentSource> = [
  shipped("jscanify", "docs/images/test/test10.jpg", { name: "change-of-address.jpg" }),
  shipped("jscanify", "docs/images/test/test6.JPG", { name: "agreement.jpg" }),
  shipped("pdf-parse", "test/data/01-valid.pdf", { name: "tracemonkey.pdf", reader: "ocr", maximumPages: 1 }),
  shipped("pdf-extract", "test/test_data/multipage_raw.pdf", { name: "advisory-circular.pdf" }),
  shipped("jscanify", "docs/images/test/test9.jpg", { name: "whole-foods.jpg" }),
  shipped("pdf-extract", "test/test_data/single_page_raw.pdf", { name: "parish-register.pdf" }),
  shipped("microinvoice", "examples/example.pdf", { name: "invoice.pdf" }),
  shipped("pdf-parse", "test/data/04-valid.pdf", { name: "footballers.pdf" }),
  shipped("pdf2json", "test/data/f1040ez.pdf", { name: "form-1040ez.pdf" }),
  shipped("pdf-parse", "test/data/03-invalid.pdf", { name: "broken.pdf", expectedFailure: "UnreadableDocument" }),
]

function shipped(
  packageName: string,
  file: string,
  about: Pick<DocumentSource, "name"> & Partial<DocumentSource>,
): DocumentSource {
  return { path: join(packageFolder(packageName), file), origin: `${packageName}: ${file}`, ...about }
}

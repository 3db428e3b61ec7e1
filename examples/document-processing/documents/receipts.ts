import { existsSync, readdirSync } from "node:fs"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { DocumentSource, Truth } from "./document-source.ts"

/** Scanned receipts that may lie beside the repository; they are not part of it. */
const receiptFolder = fileURLToPath(new URL("../../../../shared/data/receipts/", import.meta.url))

/** The receipts that are there, each with the truth that its file name tells; none when the folder is missing. */
export function sharedReceipts(folder: string = receiptFolder): ReadonlyArray<DocumentSource> {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => /\.jpe?g$/i.test(file))
    .toSorted()
    .map((file) => {
      const truth = truthOf(file)
      return {
        name: basename(file),
        path: join(folder, file),
        origin: "scanned receipts",
        ...(truth === undefined ? {} : { truth }),
      }
    })
}

/** Reads `merchant_ddmmyyyy_articles_cents.jpg`. */
export function truthOf(file: string): Truth | undefined {
  const [, merchant, day, month, year, cents] = /^([^_]+)_(\d\d)(\d\d)(\d{4})_\d+_(\d+)\./.exec(file) ?? []
  if (merchant === undefined) return undefined
  return { merchant, date: `${year}-${month}-${day}`, totalCents: Number(cents) }
}

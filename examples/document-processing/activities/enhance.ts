import { activity } from "@millrace/dsl/activity"
import * as Schema from "effect/Schema"
import { readFile, writeFile } from "node:fs/promises"
import { Page } from "../document.ts"
import { adaptiveThreshold } from "../imaging/adaptive-threshold.ts"
import { stretchContrast } from "../imaging/contrast.ts"
import { deskew } from "../imaging/deskew.ts"
import { findSheet } from "../imaging/find-sheet.ts"
import { flatten } from "../imaging/flatten.ts"
import { readPhoto, writeGray } from "../imaging/gray-image.ts"
import type { GrayImage } from "../imaging/gray-image.ts"
import { upscale } from "../imaging/upscale.ts"

const Enhanced = Schema.Struct({ image: Schema.String, treatment: Schema.Literals(["flattened", "binarised"]) })
type Enhanced = typeof Enhanced.Type

/** What is decoded at most, and what a small sheet is enlarged to. */
const decodedPixels = 8_000_000
const readablePixels = 2_600_000

/**
 * Makes a picture easier to read: the sheet is found and pulled flat, lines are levelled, contrast is stretched, small
 * print is enlarged; `binarised` also turns it black and white against its surroundings.
 */
export const enhance = activity("enhance", {
  input: Schema.Struct({ page: Page, treatment: Enhanced.fields.treatment }),
  output: Enhanced,
  effects: "idempotent",
  run: async ({ page, treatment }): Promise<Enhanced> => {
    const photo = await readPhoto(await readFile(page.original), decodedPixels)
    const corners = findSheet(photo.whiteness)
    const sheet = corners === undefined ? photo.gray : flatten(photo.gray, corners)
    const level = enlarge(stretchContrast(deskew(sheet)))
    const image = `${page.image}.${treatment}.png`
    await writeFile(image, await writeGray(treatment === "binarised" ? adaptiveThreshold(level) : level))
    return { image, treatment }
  },
})

function enlarge(image: GrayImage): GrayImage {
  const factor = Math.min(3, Math.sqrt(readablePixels / (image.width * image.height)))
  return factor < 1.1 ? image : upscale(image, factor)
}

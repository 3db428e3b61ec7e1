import { createCanvas, loadImage } from "@napi-rs/canvas"
import { readFile } from "node:fs/promises"

/** A small picture that stands inside the report itself. */
export interface Thumbnail {
  readonly source: string
  readonly width: number
  readonly height: number
}

/** Scales a picture down to `width` pixels and gives it as a data URI. */
export async function thumbnailOf(file: string, width: number): Promise<Thumbnail> {
  const picture = await loadImage(await readFile(file))
  const scale = Math.min(1, width / picture.width)
  const canvas = createCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale))
  const context = canvas.getContext("2d")
  context.imageSmoothingQuality = "high"
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const jpeg = await canvas.encode("jpeg", 76)
  return { source: `data:image/jpeg;base64,${jpeg.toString("base64")}`, width: canvas.width, height: canvas.height }
}

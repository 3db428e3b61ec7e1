import { sample } from "./flatten.ts"
import type { GrayImage } from "./gray-image.ts"

/** Enlarges an image by `factor`, with brightness interpolated between pixels. */
export function upscale(image: GrayImage, factor: number): GrayImage {
  const width = Math.round(image.width * factor)
  const height = Math.round(image.height * factor)
  const data = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = sample(image, { x: x / factor, y: y / factor })
    }
  }
  return { width, height, data }
}

import { createCanvas, ImageData, loadImage } from "@napi-rs/canvas"

/** An image with one byte of brightness a pixel, row by row, 0 for black. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** A photo as brightness, and as whiteness: the least of the three colours, by which paper parts from a wooden table. */
export interface Photo {
  readonly gray: GrayImage
  readonly whiteness: GrayImage
}

/** Reads an encoded image, turned upright by its EXIF data, scaled down to at most `maximumPixels`. */
export async function readPhoto(encoded: Uint8Array, maximumPixels: number): Promise<Photo> {
  const image = await loadImage(encoded)
  const scale = Math.min(1, Math.sqrt(maximumPixels / (image.width * image.height)))
  const width = Math.round(image.width * scale)
  const height = Math.round(image.height * scale)
  const context = createCanvas(width, height).getContext("2d")
  context.fillStyle = "#fff"
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  const rgba = context.getImageData(0, 0, width, height).data
  const gray = new Uint8ClampedArray(width * height)
  const whiteness = new Uint8ClampedArray(width * height)
  for (let pixel = 0; pixel < gray.length; pixel++) {
    const red = byteAt(rgba, pixel * 4)
    const green = byteAt(rgba, pixel * 4 + 1)
    const blue = byteAt(rgba, pixel * 4 + 2)
    // Brightness as the eye sees it: ITU-R BT.601.
    gray[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue
    whiteness[pixel] = Math.min(red, green, blue)
  }
  return { gray: { width, height, data: gray }, whiteness: { width, height, data: whiteness } }
}

/** Encodes a gray image as PNG. */
export async function writeGray(image: GrayImage): Promise<Uint8Array> {
  const rgba = new Uint8ClampedArray(image.data.length * 4)
  for (let pixel = 0; pixel < image.data.length; pixel++) {
    const at = pixel * 4
    rgba[at] = rgba[at + 1] = rgba[at + 2] = byteAt(image.data, pixel)
    rgba[at + 3] = 255
  }
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext("2d").putImageData(new ImageData(rgba, image.width, image.height), 0, 0)
  return canvas.encode("png")
}

/** The byte at `index`, 0 outside. */
export function byteAt(data: ArrayLike<number>, index: number): number {
  return data[index] ?? 0
}

import type { GrayImage } from "./gray-image.ts"
import { byteAt } from "./gray-image.ts"

/**
 * Turns an image black and white by comparing each pixel with the mean of its surroundings.
 *
 * **Details**
 *
 * Bradley and Roth, "Adaptive thresholding using the integral image" (2007): a pixel is black when it is more than
 * `margin` darker than the mean of a square around it, so that shadows and vignetting do not matter.
 */
export function adaptiveThreshold(image: GrayImage, margin = 0.14): GrayImage {
  const { width, height, data } = image
  const integral = integralOf(image)
  const radius = Math.max(8, Math.round(Math.max(width, height) / 48))
  const result = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius)
    const bottom = Math.min(height, y + radius + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius)
      const right = Math.min(width, x + radius + 1)
      const stride = width + 1
      const sum =
        byteAt(integral, bottom * stride + right) -
        byteAt(integral, top * stride + right) -
        byteAt(integral, bottom * stride + left) +
        byteAt(integral, top * stride + left)
      const mean = sum / ((bottom - top) * (right - left))
      result[y * width + x] = byteAt(data, y * width + x) < mean * (1 - margin) ? 0 : 255
    }
  }
  return { width, height, data: result }
}

/** Sums of all pixels above and to the left, one row and column larger than the image. */
function integralOf({ width, height, data }: GrayImage): Float64Array {
  const stride = width + 1
  const integral = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += byteAt(data, y * width + x)
      integral[(y + 1) * stride + x + 1] = byteAt(integral, y * stride + x + 1) + row
    }
  }
  return integral
}

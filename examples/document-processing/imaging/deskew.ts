import { otsuThreshold } from "./contrast.ts"
import { shrink } from "./find-sheet.ts"
import { sample } from "./flatten.ts"
import type { GrayImage } from "./gray-image.ts"
import { byteAt } from "./gray-image.ts"

/** Turns an image so that its lines of text are level; text that leans by less than 0.2 degrees stays as it is. */
export function deskew(image: GrayImage): GrayImage {
  const angle = skewOf(image)
  return Math.abs(angle) < 0.2 ? image : rotate(image, angle)
}

/** By how many degrees lines of text fall to the right, from -8 to 8: where the row sums of ink are most uneven. */
export function skewOf(image: GrayImage): number {
  const small = shrink(image, 700)
  const threshold = otsuThreshold(small)
  const ink: Array<{ readonly x: number; readonly y: number }> = []
  for (let index = 0; index < small.data.length; index++) {
    if (byteAt(small.data, index) > threshold) continue
    ink.push({ x: index % small.width, y: Math.floor(index / small.width) })
  }
  const unevenness = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180)
    const rows = new Map<number, number>()
    for (const { x, y } of ink) {
      const row = Math.round(y - x * slope)
      rows.set(row, (rows.get(row) ?? 0) + 1)
    }
    let sum = 0
    for (const count of rows.values()) sum += count * count
    return sum
  }
  let best = { degrees: 0, unevenness: unevenness(0) * 1.02 }
  for (let degrees = -8; degrees <= 8; degrees += 0.4) {
    const found = unevenness(degrees)
    if (found > best.unevenness) best = { degrees, unevenness: found }
  }
  return best.degrees
}

function rotate(image: GrayImage, degrees: number): GrayImage {
  const angle = (degrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const centre = { x: image.width / 2, y: image.height / 2 }
  const data = new Uint8ClampedArray(image.data.length)
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const dx = x - centre.x
      const dy = y - centre.y
      data[y * image.width + x] = sample(image, {
        x: centre.x + dx * cos - dy * sin,
        y: centre.y + dx * sin + dy * cos,
      })
    }
  }
  return { ...image, data }
}

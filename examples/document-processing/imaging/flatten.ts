import type { Corners, Point } from "./find-sheet.ts"
import type { GrayImage } from "./gray-image.ts"
import { byteAt } from "./gray-image.ts"

/** Pulls the four corners of a photographed sheet into a rectangle, as if it had been scanned from above. */
export function flatten(photo: GrayImage, corners: Corners): GrayImage {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners
  const width = Math.round(Math.max(distance(topLeft, topRight), distance(bottomLeft, bottomRight)))
  const height = Math.round(Math.max(distance(topLeft, bottomLeft), distance(topRight, bottomRight)))
  const project = projectionFrom(corners)
  const data = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = sample(photo, project((x + 0.5) / width, (y + 0.5) / height))
    }
  }
  return { width, height, data }
}

/**
 * The projective map from the unit square to a quadrilateral.
 *
 * Heckbert, "Fundamentals of texture mapping and image warping" (1989), section 2.2.
 */
function projectionFrom([p0, p1, p2, p3]: Corners): (u: number, v: number) => Point {
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const sx = p0.x - p1.x + p2.x - p3.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const sy = p0.y - p1.y + p2.y - p3.y
  const scale = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / scale
  const h = (dx1 * sy - sx * dy1) / scale
  return (u, v) => {
    const w = g * u + h * v + 1
    return {
      x: ((p1.x - p0.x + g * p1.x) * u + (p3.x - p0.x + h * p3.x) * v + p0.x) / w,
      y: ((p1.y - p0.y + g * p1.y) * u + (p3.y - p0.y + h * p3.y) * v + p0.y) / w,
    }
  }
}

/** Brightness between pixels, from the four around the point. */
export function sample(image: GrayImage, { x, y }: Point): number {
  const left = Math.min(Math.max(Math.floor(x), 0), image.width - 2)
  const top = Math.min(Math.max(Math.floor(y), 0), image.height - 2)
  const right = Math.min(Math.max(x - left, 0), 1)
  const down = Math.min(Math.max(y - top, 0), 1)
  const at = top * image.width + left
  const upper = byteAt(image.data, at) * (1 - right) + byteAt(image.data, at + 1) * right
  const lower = byteAt(image.data, at + image.width) * (1 - right) + byteAt(image.data, at + image.width + 1) * right
  return upper * (1 - down) + lower * down
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

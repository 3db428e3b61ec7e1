import { otsuThreshold } from "./contrast.ts"
import type { GrayImage } from "./gray-image.ts"
import { byteAt } from "./gray-image.ts"

/** A point in pixels, from the top left. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The corners of a sheet: top left, top right, bottom right, bottom left. */
export type Corners = readonly [Point, Point, Point, Point]

/**
 * Finds the sheet of paper in a photo: the largest bright region, as the largest four-cornered shape inside it.
 *
 * **Details**
 *
 * `undefined` when no region covers an eighth of the photo, or when the region is the whole picture (a flat scan).
 */
export function findSheet(photo: GrayImage): Corners | undefined {
  const small = shrink(photo, 320)
  const region = largestBrightRegion(small)
  const area = small.width * small.height
  if (region.length < area / 8) return undefined
  const corners = largestQuadrilateral(hullOf(region))
  if (corners === undefined) return undefined
  const covered = areaOf(corners)
  if (covered > area * 0.94 || covered < area / 8 || region.length < covered * 0.6) return undefined
  const scale = photo.width / small.width
  const [a, b, c, d] = startAtTopLeft(corners)
  const grow = (point: Point): Point => ({ x: (point.x + 0.5) * scale, y: (point.y + 0.5) * scale })
  return [grow(a), grow(b), grow(c), grow(d)]
}

/** Scales down by taking the mean of whole blocks of pixels. */
export function shrink(image: GrayImage, longestSide: number): GrayImage {
  const block = Math.max(1, Math.ceil(Math.max(image.width, image.height) / longestSide))
  const width = Math.floor(image.width / block)
  const height = Math.floor(image.height / block)
  const data = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < block; dy++) {
        for (let dx = 0; dx < block; dx++) sum += byteAt(image.data, (y * block + dy) * image.width + x * block + dx)
      }
      data[y * width + x] = sum / (block * block)
    }
  }
  return { width, height, data }
}

function largestBrightRegion(image: GrayImage): ReadonlyArray<Point> {
  const threshold = otsuThreshold(image)
  const seen = new Uint8Array(image.data.length)
  let largest: Array<number> = []
  for (let start = 0; start < image.data.length; start++) {
    if (seen[start] === 1 || byteAt(image.data, start) <= threshold) continue
    const region = [start]
    seen[start] = 1
    for (let next = 0; next < region.length; next++) {
      for (const neighbour of neighboursOf(byteAt(region, next), image)) {
        if (seen[neighbour] === 1 || byteAt(image.data, neighbour) <= threshold) continue
        seen[neighbour] = 1
        region.push(neighbour)
      }
    }
    if (region.length > largest.length) largest = region
  }
  return largest.map((index) => ({ x: index % image.width, y: Math.floor(index / image.width) }))
}

function neighboursOf(index: number, { width, height }: GrayImage): ReadonlyArray<number> {
  const x = index % width
  const found: Array<number> = []
  if (x > 0) found.push(index - 1)
  if (x < width - 1) found.push(index + 1)
  if (index >= width) found.push(index - width)
  if (index < width * (height - 1)) found.push(index + width)
  return found
}

/** The convex hull, clockwise, by Andrew's monotone chain. */
function hullOf(points: ReadonlyArray<Point>): ReadonlyArray<Point> {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const half = (ordered: ReadonlyArray<Point>): Array<Point> => {
    const chain: Array<Point> = []
    for (const point of ordered) {
      for (;;) {
        const last = chain.at(-1)
        const before = chain.at(-2)
        if (last === undefined || before === undefined || cross(before, last, point) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

/** The four hull points that span the largest area; the hull is thinned to 36 points first. */
function largestQuadrilateral(hull: ReadonlyArray<Point>): Corners | undefined {
  const step = Math.max(1, hull.length / 36)
  const points: Array<Point> = []
  for (let at = 0; at < hull.length; at += step) {
    const point = hull[Math.floor(at)]
    if (point !== undefined) points.push(point)
  }
  let best: { readonly corners: Corners; readonly area: number } | undefined
  for (const [i, a] of points.entries()) {
    for (const [j, b] of points.entries()) {
      if (j <= i) continue
      for (const [k, c] of points.entries()) {
        if (k <= j) continue
        for (const d of points.slice(k + 1)) {
          const corners: Corners = [a, b, c, d]
          const area = areaOf(corners)
          if (best === undefined || area > best.area) best = { corners, area }
        }
      }
    }
  }
  return best?.corners
}

function startAtTopLeft(corners: Corners): Corners {
  const [a, b, c, d] = corners
  const turns: ReadonlyArray<Corners> = [corners, [b, c, d, a], [c, d, a, b], [d, a, b, c]]
  return turns.reduce((best, turn) => (turn[0].x + turn[0].y < best[0].x + best[0].y ? turn : best), corners)
}

function areaOf([a, b, c, d]: Corners): number {
  return Math.abs(cross(a, b, c) + cross(a, c, d)) / 2
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x)
}

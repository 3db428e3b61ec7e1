import { expect, test } from "vitest"
import { adaptiveThreshold } from "../imaging/adaptive-threshold.ts"
import { stretchContrast } from "../imaging/contrast.ts"
import { skewOf } from "../imaging/deskew.ts"
import { findSheet } from "../imaging/find-sheet.ts"
import { flatten } from "../imaging/flatten.ts"
import type { GrayImage } from "../imaging/gray-image.ts"
import { upscale } from "../imaging/upscale.ts"

function image(width: number, height: number, brightness: (x: number, y: number) => number): GrayImage {
  const data = Uint8ClampedArray.from({ length: width * height }, (_, index) =>
    brightness(index % width, Math.floor(index / width)),
  )
  return { width, height, data }
}

/** A light diamond on a dark table: the corners are at the middle of each side. */
const diamond = image(200, 200, (x, y) => (Math.abs(x - 100) + Math.abs(y - 100) < 90 ? 230 : 30))

test("the corners of a sheet are found where its sides meet", () => {
  const corners = findSheet(diamond) ?? []
  const expected = [
    [100, 10],
    [190, 100],
    [100, 190],
    [10, 100],
  ]
  for (const [x = 0, y = 0] of expected) {
    expect(corners.some((corner) => Math.hypot(corner.x - x, corner.y - y) < 6)).toBe(true)
  }
})

test("a flat scan has no sheet to find", () => {
  expect(findSheet(image(100, 140, (_, y) => (y % 10 === 0 ? 40 : 240)))).toBeUndefined()
})

test("a sheet pulled flat has only paper in it", () => {
  const corners = findSheet(diamond)
  if (corners === undefined) throw new Error("the diamond is found")
  const flat = flatten(diamond, corners)
  const inner = flat.data.filter((_, index) => {
    const x = index % flat.width
    const y = Math.floor(index / flat.width)
    return x > 8 && y > 8 && x < flat.width - 8 && y < flat.height - 8
  })
  expect(Math.min(...inner)).toBeGreaterThan(220)
})

test.each([-4, 0, 3.2])("lines that lean by %d degrees are measured within half a degree", (degrees) => {
  const slope = Math.tan((degrees * Math.PI) / 180)
  const page = image(500, 600, (x, y) => (Math.floor(y - x * slope + 1000) % 24 < 4 ? 20 : 235))
  expect(Math.abs(skewOf(page) - degrees)).toBeLessThanOrEqual(0.5)
})

test("contrast reaches from black to white", () => {
  const pale = stretchContrast(image(20, 20, (x) => (x < 10 ? 120 : 160)))
  expect(new Set(pale.data)).toEqual(new Set([0, 255]))
})

test("print under a shadow is black, and the shadow white", () => {
  const shaded = image(200, 100, (x, y) => (120 + x * 0.5) * (x % 20 === 10 && y % 20 < 10 ? 0.4 : 1))
  const { data } = adaptiveThreshold(shaded)
  expect([data[10], data[190], data[100 * 200 - 5]]).toEqual([0, 0, 255])
})

test("an enlarged picture has the size that was asked for", () => {
  const { width, height } = upscale(diamond, 1.5)
  expect([width, height]).toEqual([300, 300])
})

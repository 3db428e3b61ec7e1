import type { GrayImage } from "./gray-image.ts"
import { byteAt } from "./gray-image.ts"

/** Stretches brightness so that the darkest and lightest `share` of the pixels become black and white. */
export function stretchContrast(image: GrayImage, share = 0.01): GrayImage {
  const counts = histogram(image)
  const dark = brightnessAt(counts, image.data.length * share)
  const light = brightnessAt(counts, image.data.length * (1 - share))
  const range = Math.max(1, light - dark)
  return { ...image, data: image.data.map((value) => ((value - dark) * 255) / range) }
}

/** The brightness that parts dark from light pixels best, by Otsu's method (maximum variance between the classes). */
export function otsuThreshold(image: GrayImage): number {
  const counts = histogram(image)
  const total = image.data.length
  const sum = counts.reduce((all, count, value) => all + count * value, 0)
  let below = 0
  let sumBelow = 0
  let best = { threshold: 128, variance: -1 }
  for (const [value, count] of counts.entries()) {
    below += count
    sumBelow += count * value
    const above = total - below
    if (below === 0 || above === 0) continue
    const variance = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2
    if (variance > best.variance) best = { threshold: value, variance }
  }
  return best.threshold
}

function histogram(image: GrayImage): ReadonlyArray<number> {
  const counts = Array.from({ length: 256 }, () => 0)
  for (const value of image.data) counts[value] = byteAt(counts, value) + 1
  return counts
}

function brightnessAt(counts: ReadonlyArray<number>, rank: number): number {
  let seen = 0
  for (const [value, count] of counts.entries()) {
    seen += count
    if (seen >= rank) return value
  }
  return 255
}

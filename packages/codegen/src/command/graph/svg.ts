import { printable } from "../../6-check/printable.ts"
import type { DrawnNode } from "./flow-graph.ts"
import type { Placed, PlacedGraph, Point } from "./lay-out.ts"

const line = 18

/** Writes a placed drawing as an SVG image. */
export function svgOf({ title, width, height, nodes, boxes, edges }: PlacedGraph): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-sans-serif, system-ui, Helvetica, Arial, sans-serif" font-size="13">
<title>${escaped(title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#64748b"/></marker></defs>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${[...boxes.map(box), ...edges.map(edge), ...boxes.map(boxLabel), ...nodes.map(node), ...edges.map(edgeLabel)]
  .filter((part) => part !== "")
  .join("\n")}
</svg>`
}

function box(place: Placed): string {
  const { left, top, width, height } = corners(place)
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="8" fill="#64748b" fill-opacity="0.07" stroke="#94a3b8"/>`
}

function boxLabel({ label, ...place }: PlacedGraph["boxes"][number]): string {
  const { left, top } = corners(place)
  return text(label, left + 12, top + 17, `fill="#475569" font-size="12" ${halo}`)
}

function edge({ points, isDashed }: PlacedGraph["edges"][number]): string {
  const dashes = isDashed ? ' stroke-dasharray="5 4"' : ""
  return `<path d="${curve(points)}" fill="none" stroke="#64748b" stroke-width="1.3"${dashes} marker-end="url(#arrow)"/>`
}

/** Keeps words readable where lines cross them. */
const halo = 'stroke="#f8fafc" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'

function edgeLabel({ label, at }: PlacedGraph["edges"][number]): string {
  if (label === undefined || at === undefined) return ""
  const style =
    'text-anchor="middle" fill="#334155" font-size="12" stroke="#ffffff" stroke-width="4" paint-order="stroke"'
  return text(label, at.x, at.y + 4, style)
}

function node({ shape, lines, ...place }: DrawnNode & Placed): string {
  const { x, y } = place
  const top = y - ((lines.length - 1) * line) / 2 + 4.5
  const words = lines.map((words, index) =>
    text(
      words,
      x,
      top + index * line,
      `text-anchor="middle" ${index === 0 ? 'fill="#0f172a"' : 'fill="#64748b" font-size="12"'}`,
    ),
  )
  return `<g>${outline(shape, place)}${words.join("")}</g>`
}

function outline(shape: DrawnNode["shape"], place: Placed): string {
  const { left, top, width, height } = corners(place)
  const right = left + width
  const bottom = top + height
  const rect = (rounding: number, style: string): string =>
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${rounding}" ${style}/>`
  switch (shape) {
    case "end":
      return rect(height / 2, 'fill="#e2e8f0" stroke="#64748b"')
    case "step":
      return rect(5, 'fill="#dbeafe" stroke="#3b82f6"')
    case "value":
      return rect(14, 'fill="#f8fafc" stroke="#94a3b8"')
    case "decision":
      return `<path d="M${place.x},${top} L${right},${place.y} L${place.x},${bottom} L${left},${place.y} z" fill="#fef3c7" stroke="#d97706"/>`
    case "waiting":
      return `<path d="M${left + 12},${top} L${right - 12},${top} L${right},${place.y} L${right - 12},${bottom} L${left + 12},${bottom} L${left},${place.y} z" fill="#ede9fe" stroke="#8b5cf6"/>`
    case "workflow":
      return `${rect(5, 'fill="#dcfce7" stroke="#16a34a"')}<path d="M${left + 6},${top} V${bottom} M${right - 6},${top} V${bottom}" stroke="#16a34a"/>`
  }
}

function corners({ x, y, width, height }: Placed): {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
} {
  return { left: rounded(x - width / 2), top: rounded(y - height / 2), width: rounded(width), height: rounded(height) }
}

/** Goes through the middles between the points, so that corners are round. */
function curve([first, ...others]: ReadonlyArray<Point>): string {
  const last = others.at(-1)
  if (first === undefined || last === undefined) return ""
  const parts = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? last
    const isLast = index === others.length - 2
    const to = isLast ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${at(point)} ${at(to)}`
  })
  return [`M${at(first)}`, ...(parts.length === 0 ? [`L${at(last)}`] : parts)].join(" ")
}

function at({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`
}

function text(words: string, x: number, y: number, style: string): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}" ${style}>${escaped(words)}</text>`
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

/** Control characters cannot stand in XML at all. */
function escaped(given: string): string {
  return printable(given.replaceAll(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
}

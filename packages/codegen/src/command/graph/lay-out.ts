import { graphlib, layout } from "@dagrejs/dagre"
import { displayWidth } from "../../6-check/printable.ts"
import type { DrawnBox, DrawnEdge, DrawnNode, FlowGraph } from "./flow-graph.ts"

/** A point, in pixels from the upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where something stands: its centre and size. */
export interface Placed extends Point {
  readonly width: number
  readonly height: number
}

/** A drawing with a place for everything. */
export interface PlacedGraph {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly nodes: ReadonlyArray<DrawnNode & Placed>
  /** Outer boxes first. */
  readonly boxes: ReadonlyArray<DrawnBox & Placed>
  readonly edges: ReadonlyArray<DrawnEdge & { readonly points: ReadonlyArray<Point>; readonly at: Point | undefined }>
}

/** Pixels of a column of text, of a line, and around a node's text. */
const column = 7.4
const line = 18
const padding = 16
/** What a box's label takes above what is in it. */
const labelHeight = 24

/** Places a drawing from top to bottom, with boxes around what belongs together (Sugiyama's layers, by dagre). */
export function layOut({ title, nodes, boxes, edges }: FlowGraph): PlacedGraph {
  const graph = new graphlib.Graph({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: "TB", nodesep: 36, ranksep: 44, edgesep: 18, marginx: 24, marginy: 32 })
  // Dagre puts what it is given last to the left, and branches are read from left to right.
  for (const { id } of boxes.toReversed()) graph.setNode(id, {})
  for (const node of nodes.toReversed()) graph.setNode(node.id, sizeOf(node))
  for (const { id, box } of [...boxes, ...nodes].toReversed()) if (box !== undefined) graph.setParent(id, box)
  for (const [index, { from, to, label }] of [...edges.entries()].toReversed()) {
    const size = label === undefined ? {} : { width: displayWidth(label) * column + 8, height: line, labelpos: "c" }
    graph.setEdge(from, to, size, `${index}`)
  }
  layout(graph)
  const placeOf = (id: string): Placed => placed(graph.node(id))
  const shown = boxes.map((box) => withLabel({ ...box, ...placeOf(box.id) }))
  const overall = extent([...nodes.map(({ id }) => placeOf(id)), ...shown])
  return {
    title,
    ...overall,
    nodes: nodes.map((node) => ({ ...node, ...placeOf(node.id) })),
    boxes: shown,
    edges: edges.map((edge, index) => {
      const found: unknown = graph.edge(edge.from, edge.to, `${index}`)
      return {
        ...edge,
        points: clipped(pointsOf(found), edge, (id) => shapeOf(nodes, id, placeOf)),
        at: edge.label === undefined ? undefined : pointOf(found),
      }
    }),
  }
}

function sizeOf({ lines, shape }: DrawnNode): { readonly width: number; readonly height: number } {
  const text = Math.max(...lines.map(displayWidth)) * column
  const height = lines.length * line + padding
  if (shape === "decision") return { width: text * 1.5 + 2 * padding, height: height * 1.7 }
  return { width: text + 2 * padding + (shape === "waiting" || shape === "workflow" ? padding : 0), height }
}

/** The label stands in the upper edge of a box, which is as wide as that needs. */
function withLabel<Box extends DrawnBox & Placed>(box: Box): Box {
  const width = Math.max(box.width, displayWidth(box.label) * column + 2 * padding)
  return { ...box, width, height: box.height + labelHeight, y: box.y - labelHeight / 2 }
}

function extent(all: ReadonlyArray<Placed>): { readonly width: number; readonly height: number } {
  const right = Math.max(...all.map(({ x, width }) => x + width / 2))
  const bottom = Math.max(...all.map(({ y, height }) => y + height / 2))
  return { width: Math.ceil(right + 24), height: Math.ceil(bottom + 24) }
}

interface Diamond {
  readonly place: Placed
  readonly isDiamond: boolean
}

function shapeOf(nodes: FlowGraph["nodes"], id: string, placeOf: (id: string) => Placed): Diamond {
  return { place: placeOf(id), isDiamond: nodes.some((node) => node.id === id && node.shape === "decision") }
}

/** Dagre ends lines at rectangles: those at a diamond go on to its edge. */
function clipped(
  points: ReadonlyArray<Point>,
  { from, to }: DrawnEdge,
  shape: (id: string) => Diamond,
): ReadonlyArray<Point> {
  const [second, beforeLast] = [points[1], points.at(-2)]
  if (second === undefined || beforeLast === undefined) return points
  const start = shape(from)
  const end = shape(to)
  return points.map((point, index) => {
    if (index === 0 && start.isDiamond) return onDiamond(start.place, second)
    if (index === points.length - 1 && end.isDiamond) return onDiamond(end.place, beforeLast)
    return point
  })
}

/** Gives where the line from a diamond's centre to a point leaves it. */
function onDiamond({ x, y, width, height }: Placed, towards: Point): Point {
  const dx = towards.x - x
  const dy = towards.y - y
  const share = Math.abs(dx) / (width / 2) + Math.abs(dy) / (height / 2)
  return share === 0 ? { x, y } : { x: x + dx / share, y: y + dy / share }
}

function numberOf(value: unknown, key: string): number {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined
  return typeof found === "number" && Number.isFinite(found) ? found : 0
}

function pointOf(value: unknown): Point {
  return { x: numberOf(value, "x"), y: numberOf(value, "y") }
}

function placed(value: unknown): Placed {
  return { ...pointOf(value), width: numberOf(value, "width"), height: numberOf(value, "height") }
}

function pointsOf(value: unknown): ReadonlyArray<Point> {
  const points: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "points") : undefined
  return Array.isArray(points) ? points.map(pointOf) : []
}

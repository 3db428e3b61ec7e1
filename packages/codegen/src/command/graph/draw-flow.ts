import type { Block, Concurrency, InnerBlock, Node, Plan, ReadsOf } from "@millrace/plan"
import { blockNeeds, innerBlocks, visit } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import type { DrawnBox, DrawnEdge, DrawnNode, FlowGraph, NodeShape } from "./flow-graph.ts"

/** A line that has begun and not ended: what comes next is at its other end. */
interface Loose {
  readonly from: string
  readonly label?: string
  readonly isDashed?: true
}

interface Drawing {
  readonly nodes: Array<DrawnNode>
  readonly boxes: Array<DrawnBox>
  readonly edges: Array<DrawnEdge>
  readonly needsOf: ((block: Block<SourceCode>) => ReadonlyArray<ReadonlyArray<number>>) | undefined
}

type Ends = ReadonlyArray<Loose>

/** Draws a workflow: steps in the order they run, or in a `dataflow` schedule behind what they read. */
export function drawFlow(plan: Plan<SourceCode>, readsOf: ReadsOf<SourceCode>): FlowGraph {
  const drawing: Drawing = {
    nodes: [],
    boxes: [],
    edges: [],
    needsOf: plan.schedule === "dataflow" ? (block) => blockNeeds(block, readsOf) : undefined,
  }
  const start = addNode(drawing, "end", ["input"], undefined)
  const ends = drawBlock(plan.body, { drawing, box: undefined }, [{ from: start }])
  connect(drawing, ends, addNode(drawing, "end", ["result"], undefined))
  const { nodes, boxes, edges } = drawing
  return { title: plan.name, nodes, boxes, edges }
}

interface Place {
  readonly drawing: Drawing
  readonly box: string | undefined
}

function drawBlock(block: Block<SourceCode>, place: Place, starts: Ends): Ends {
  const needs = place.drawing.needsOf?.(block)
  if (needs === undefined) {
    let ends = starts
    for (const node of block.nodes) ends = drawNode(node, place, ends)
    return ends
  }
  const endsOf: Array<Ends> = []
  const isNeeded = new Set(needs.flat())
  for (const [index, node] of block.nodes.entries()) {
    const before = (needs[index] ?? []).flatMap((each) => endsOf[each] ?? [])
    endsOf.push(drawNode(node, place, before.length === 0 ? starts : before))
  }
  return block.nodes.length === 0 ? starts : endsOf.flatMap((ends, index) => (isNeeded.has(index) ? [] : ends))
}

function drawNode(node: Node<SourceCode>, place: Place, starts: Ends): Ends {
  const single = (shape: NodeShape, lines: ReadonlyArray<string | undefined>): Ends => {
    const { drawing, box } = place
    const id = addNode(
      drawing,
      shape,
      lines.flatMap((line) => line ?? []),
      box,
    )
    connect(drawing, starts, id)
    return [{ from: id }]
  }
  const withDeadline = (ends: Ends, deadline: unknown): Ends => [
    ...ends,
    ...innerBlocks(node).flatMap(({ block }) =>
      drawBlock(
        block,
        place,
        ends.map(({ from }) => ({ from, label: `after ${String(deadline)}`, isDashed: true })),
      ),
    ),
  ]
  const boxed = (label: string, draw: (inside: Place) => Ends): Ends => draw({ ...place, box: addBox(place, label) })
  const forked = (label: string): Ends =>
    boxed(label, (inside) => innerBlocks(node).flatMap((branch) => drawBranch(branch, inside, starts)))
  return visit<SourceCode, Ends>(node, {
    step: ({ name, activity, compensate, when, retry, timeout, deadline }) =>
      single("step", [
        name,
        activity.name === name ? undefined : activity.name,
        when === undefined ? undefined : "only when",
        retry?.maximumAttempts === undefined ? undefined : `${retry.maximumAttempts} attempts`,
        timeout === undefined ? undefined : `timeout ${duration(timeout)}`,
        deadline === undefined ? undefined : `deadline ${duration(deadline)}`,
        compensate === undefined ? undefined : `undo: ${compensate.activity.name}`,
      ]),
    let: ({ name }) => single("value", [name]),
    parallel: ({ concurrency }) => forked(`parallel${atOnce(concurrency)}`),
    race: ({ name }) => forked(`race ${name}`),
    graph: ({ members }) =>
      boxed("graph", (inside) => {
        const endsOf = new Map<string, Ends>()
        const isNeeded = new Set(members.flatMap(({ needs }) => needs))
        for (const { name, needs, block } of members) {
          const before = needs.flatMap((need) => endsOf.get(need) ?? [])
          endsOf.set(name, drawBranch({ label: name, block }, inside, before.length === 0 ? starts : before))
        }
        return [...endsOf].flatMap(([name, ends]) => (isNeeded.has(name) ? [] : ends))
      }),
    when: ({ name, then, otherwise }) => {
      const [decision] = single("decision", [name])
      if (decision === undefined) return starts
      const yes = drawBlock(then, place, [{ ...decision, label: "yes" }])
      const no: Ends = [{ ...decision, label: "no" }]
      return [...yes, ...(otherwise === undefined ? no : drawBlock(otherwise, place, no))]
    },
    match: ({ name }) => {
      const ends = single("decision", [name])
      return innerBlocks(node).flatMap(({ label, block }) =>
        drawBlock(
          block,
          place,
          ends.map(({ from }) => ({ from, label })),
        ),
      )
    },
    loop: ({ name, body, test, max }) =>
      boxed(`loop ${name} (${test.kind}, at most ${max})`, (inside) => {
        const first = nextId(place.drawing)
        const ends = drawBlock(body, inside, starts)
        if (place.drawing.nodes.some(({ id }) => id === first)) {
          connect(
            place.drawing,
            ends.map(({ from }) => ({ from, label: "again", isDashed: true })),
            first,
          )
        }
        return ends
      }),
    forEach: ({ name, body, concurrency = 1 }) =>
      boxed(`for each ${name}${atOnce(concurrency)}`, (inside) => drawBlock(body, inside, starts)),
    try: ({ name, body, handlers }) => {
      const ends = boxed(`try ${name}`, (inside) => drawBlock(body, inside, starts))
      const handled = handlers.flatMap(({ tag, block }) =>
        drawBlock(
          block,
          place,
          ends.map(({ from }) => ({ from, label: tag, isDashed: true })),
        ),
      )
      return [...ends, ...handled]
    },
    saga: ({ name, body }) => boxed(`saga ${name}`, (inside) => drawBlock(body, inside, starts)),
    use: ({ name, resource, body }) =>
      boxed(`use ${name}: ${resource.name}`, (inside) => drawBlock(body, inside, starts)),
    sleep: ({ name, duration: length }) => single("waiting", [name, length === undefined ? "until" : duration(length)]),
    signal: ({ name, deadline }) => withDeadline(single("waiting", [name, "signal"]), deadline),
    human: ({ name, assignees, deadline }) =>
      withDeadline(single("waiting", [name, assignees === undefined ? "person" : assignees.join(", ")]), deadline),
    webhook: ({ name, deadline }) => withDeadline(single("waiting", [name, "webhook"]), deadline),
    agent: ({ name, capability }) => single("step", [name, `agent: ${capability.name}`]),
    child: ({ name, workflow }) => single("workflow", [name, workflow.name]),
  })
}

/** A branch of one node has its name on the line to it; a longer one has a box. */
function drawBranch(
  { label, block }: Pick<InnerBlock<SourceCode>, "label" | "block">,
  place: Place,
  starts: Ends,
): Ends {
  const [first, ...others] = block.nodes
  if (first === undefined) {
    const id = addNode(place.drawing, "value", [label], place.box)
    connect(place.drawing, starts, id)
    return [{ from: id }]
  }
  if (others.length > 0) return drawBlock(block, { ...place, box: addBox(place, label) }, starts)
  return drawBlock(
    block,
    place,
    starts.map((start) => ({ ...start, label: start.label ?? label })),
  )
}

function nextId({ nodes }: Drawing): string {
  return `n${nodes.length}`
}

function addNode(drawing: Drawing, shape: NodeShape, lines: ReadonlyArray<string>, box: string | undefined): string {
  const id = nextId(drawing)
  drawing.nodes.push({ id, shape, lines, box })
  return id
}

function addBox({ drawing, box }: Place, label: string): string {
  const id = `b${drawing.boxes.length}`
  drawing.boxes.push({ id, label, box })
  return id
}

function connect({ edges }: Drawing, ends: Ends, to: string): void {
  for (const end of ends) edges.push({ ...end, to })
}

function atOnce(concurrency: Concurrency | undefined): string {
  if (concurrency === undefined || concurrency === "unbounded") return ""
  return ` (${concurrency} at once)`
}

function duration(given: number | string): string {
  return typeof given === "number" ? `${given} ms` : given
}

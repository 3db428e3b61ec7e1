/** How a node of a drawing looks. */
export type NodeShape = "end" | "step" | "value" | "decision" | "waiting" | "workflow"

/** A node of a drawing. */
export interface DrawnNode {
  readonly id: string
  readonly shape: NodeShape
  /** The name first; the lines after it say more. */
  readonly lines: ReadonlyArray<string>
  /** The box it stands in. */
  readonly box: string | undefined
}

/** A box around what belongs together. */
export interface DrawnBox {
  readonly id: string
  readonly label: string
  readonly box: string | undefined
}

/** A line from one node to another; a dashed one is taken only when something goes wrong, or again. */
export interface DrawnEdge {
  readonly from: string
  readonly to: string
  readonly label?: string
  readonly isDashed?: true
}

/** A workflow as nodes, boxes and lines; names of authors are only labels, never ids. */
export interface FlowGraph {
  readonly title: string
  readonly nodes: ReadonlyArray<DrawnNode>
  readonly boxes: ReadonlyArray<DrawnBox>
  readonly edges: ReadonlyArray<DrawnEdge>
}

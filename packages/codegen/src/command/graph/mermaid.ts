import type { DrawnNode, FlowGraph, NodeShape } from "./flow-graph.ts"

const shapes: Readonly<Record<NodeShape, readonly [open: string, close: string]>> = {
  end: ["([", "])"],
  step: ["[", "]"],
  value: ["(", ")"],
  decision: ["{", "}"],
  waiting: ["{{", "}}"],
  workflow: ["[[", "]]"],
}

/** Writes a drawing as a Mermaid flowchart. */
export function mermaidOf({ nodes, boxes, edges }: FlowGraph): string {
  const inside = (box: string | undefined, indent: string): ReadonlyArray<string> => [
    ...nodes.filter((node) => node.box === box).map((node) => `${indent}${nodeLine(node)}`),
    ...boxes.flatMap((each) =>
      each.box === box
        ? [`${indent}subgraph ${each.id}[${quoted([each.label])}]`, ...inside(each.id, `${indent}  `), `${indent}end`]
        : [],
    ),
  ]
  const lines = edges.map(({ from, to, label, isDashed }) => {
    const arrow = isDashed ? "-.->" : "-->"
    return `  ${from} ${arrow}${label === undefined ? "" : `|${quoted([label])}|`} ${to}`
  })
  return ["flowchart TD", ...inside(undefined, "  "), ...lines].join("\n")
}

function nodeLine({ id, shape, lines }: DrawnNode): string {
  const [open, close] = shapes[shape]
  return `${id}${open}${quoted(lines)}${close}`
}

/**
 * Mermaid reads Markdown, HTML, quotes and its own entities in a label: everything but letters, digits and a little
 * punctuation is written as an entity. It refuses a label without any text.
 */
function quoted(lines: ReadonlyArray<string>): string {
  const text = lines.map(escaped).join("<br/>")
  return `"${text === "" ? " " : text}"`
}

function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it is for
  const shown = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, " ")
  return shown.replaceAll(/[^\p{L}\p{N} ,:()?!/-]/gu, (character) => `#${character.codePointAt(0)};`)
}

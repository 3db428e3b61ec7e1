import { Node } from "ts-morph"
import { linesOf } from "../../lines-of.ts"
import type { AuthorPiece } from "./author-expression.ts"

/** What stands in place of a part of author code. Offsets are those of the file. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly pieces: ReadonlyArray<AuthorPiece>
}

/** Gives the text of a node as pieces, with edits made and its indentation taken away. */
export function authorPieces(node: Node, edits: ReadonlyArray<Edit> = []): ReadonlyArray<AuthorPiece> {
  const source = node.getSourceFile().getFullText()
  const raw = keptRanges(node, edits)
  const base = baseIndent(node, raw)
  const kept = raw.map(([start, end]): Edit => ({
    start,
    end,
    pieces: [{ kind: "raw", text: source.slice(start, end), origin: start }],
  }))
  const pieces: Array<AuthorPiece> = []
  let position = node.getStart()
  for (const edit of [...edits, ...kept].toSorted((a, b) => a.start - b.start)) {
    pieces.push(...linePieces(source.slice(position, edit.start), position, base), ...edit.pieces)
    position = edit.end
  }
  pieces.push(...linePieces(source.slice(position, node.getEnd()), position, base))
  return pieces
}

/** Makes a piece of text, which stands there in the flow file, or nowhere. */
export function textPiece(text: string, origin?: number): AuthorPiece {
  return { kind: "text", text, ...(origin === undefined ? {} : { origin }) }
}

function linePieces(text: string, start: number, base: number): ReadonlyArray<AuthorPiece> {
  const [first, ...rest] = linesOf(text, start)
  const pieces: Array<AuthorPiece> =
    first === undefined || first.text === ""
      ? []
      : [textPiece(rest.length > 0 ? first.text.trimEnd() : first.text, first.origin)]
  rest.forEach(({ text: line, origin }, index) => {
    const content = index === rest.length - 1 ? line.trimStart() : line.trim()
    pieces.push({
      kind: "newline",
      indent: content === "" && index < rest.length - 1 ? 0 : Math.max(0, indentOf(line) - base),
    })
    if (content !== "") pieces.push(textPiece(content, origin + line.length - line.trimStart().length))
  })
  return pieces
}

/** Template literals and continued strings span lines whose indentation is part of the value. */
function keptRanges(node: Node, edits: ReadonlyArray<Edit>): ReadonlyArray<readonly [number, number]> {
  const ranges: Array<readonly [number, number]> = []
  const visit = (each: Node): void => {
    const isText =
      Node.isTemplateHead(each) ||
      Node.isTemplateMiddle(each) ||
      Node.isTemplateTail(each) ||
      Node.isNoSubstitutionTemplateLiteral(each) ||
      Node.isStringLiteral(each)
    if (
      isText &&
      /[\r\n]/.test(each.getText()) &&
      !edits.some((edit) => edit.start <= each.getStart() && each.getEnd() <= edit.end)
    ) {
      ranges.push([each.getStart(), each.getEnd()])
    }
  }
  visit(node)
  node.forEachDescendant(visit)
  return ranges
}

/** The indentation of the author's lines, leaving out those that continue a literal. */
function baseIndent(node: Node, kept: ReadonlyArray<readonly [start: number, end: number]>): number {
  const source = node.getSourceFile().getFullText()
  const lineStart = source.lastIndexOf("\n", node.getStart() - 1) + 1
  let base = indentOf(source.slice(lineStart))
  for (const { index } of node.getText().matchAll(/\r\n|\r|\n/g)) {
    const start = node.getStart() + index
    const isKept = kept.some(([from, to]) => from < start && start < to)
    const space = spaceAt(source, start)
    if (!isKept && start + space.length < source.length) {
      base = Math.min(base, indentOf(space.slice(1 + Math.max(space.lastIndexOf("\n"), space.lastIndexOf("\r")))))
    }
  }
  return base
}

/** Gives the blank lines and the indentation of the first other one; the rest of a file may be long and is not copied. */
function spaceAt(source: string, start: number): string {
  const blank = /\s*/y
  blank.lastIndex = start
  return blank.exec(source)?.[0] ?? ""
}

function indentOf(line: string): number {
  let width = 0
  for (const character of line) {
    if (character === " ") width += 1
    else if (character === "\t") width += 2
    else break
  }
  return width
}

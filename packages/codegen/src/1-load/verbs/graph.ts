import type { GraphMember, GraphNode } from "@millrace/plan"
import { Node } from "ts-morph"
import { nameArgument, requiredArgument } from "../arguments.ts"
import { chainFunction } from "../chain-function.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { didYouMean } from "../did-you-mean.ts"
import { concurrencyShape, textsShape } from "../option-shapes.ts"
import type { Options } from "../options.ts"
import { literalOption, parseOptions, requiredLiteral } from "../options.ts"
import { readBlock } from "../read-block.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { unwrap } from "../unwrap.ts"

type Member = GraphMember<SourceCode>

/** Reads `.graph((g) => g.node(name, { needs }, body)..., options?)`. */
export function parseGraph(call: VerbCall, reader: Reader): GraphNode<SourceCode> | undefined {
  const given = requiredArgument(call, { index: 0, what: "its nodes" }, reader)
  const fix = 'write the graph as (g) => g.node("name", { needs: [] }, (b) => b.step(...))'
  const chain = given && chainFunction(given, { owner: "the graph", fix }, reader)
  const options = parseOptions(call.args[1], { owner: "'graph'", known: ["concurrency"] }, reader)
  if (chain === undefined || options === undefined) return undefined
  const members: Array<Member> = []
  const names = new Set<string>()
  for (const each of chain.calls) {
    const member = parseMember(each, names, chain.reader)
    if (member === undefined) continue
    members.push(member)
    names.add(member.name)
  }
  return defined<GraphNode<SourceCode>>({
    kind: "graph",
    members: Object.freeze(members),
    concurrency: literalOption(options, "concurrency", { shape: concurrencyShape, reader }),
    span: spanOf(call.verbNode),
  })
}

function parseMember(call: VerbCall, earlier: ReadonlySet<string>, reader: Reader): Member | undefined {
  if (call.verb !== "node") {
    return reader.report({
      code: "FLOW.VERB_UNKNOWN",
      node: call.verbNode,
      message: `'${call.verb}' is no verb of a graph`,
      fix: "a graph has only nodes: g.node(name, { needs }, body)",
    })
  }
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `node '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "what it needs" }, reader)
  const options = given && parseOptions(given, { owner, known: ["needs"] }, reader)
  const bodyGiven = requiredArgument(call, { index: 2, what: "a body" }, reader)
  const block = bodyGiven && readBlock(bodyGiven, `the body of ${owner}`, reader)
  const needs = options && requiredLiteral(options, "needs", { shape: textsShape, reader })
  if (options === undefined || block === undefined || needs === undefined) return undefined
  checkNeeds(needs, { options, earlier, reader })
  return Object.freeze({ name: written.name, needs: Object.freeze([...needs]), block, span: spanOf(written.node) })
}

interface NeedsContext {
  readonly options: Options
  /** The names of the nodes written before. */
  readonly earlier: ReadonlySet<string>
  readonly reader: Reader
}

function checkNeeds(needs: ReadonlyArray<string>, { options, earlier, reader }: NeedsContext): void {
  const seen = new Set<string>()
  for (const [index, need] of needs.entries()) {
    if (!earlier.has(need)) {
      const names = [...earlier]
      const list = names.map((name) => `'${name}'`).join(", ")
      reader.report({
        code: "GRAPH.NEED_UNKNOWN",
        node: needNode(options, index, reader),
        message: `${options.owner} needs '${need}', but no earlier node has that name`,
        fix:
          didYouMean(need, names) ??
          (names.length === 0 ? "write the nodes that it needs before it" : `earlier nodes are ${list}`),
      })
    } else if (seen.has(need)) {
      reader.report({
        code: "GRAPH.NEED_DUPLICATE",
        node: needNode(options, index, reader),
        message: `${options.owner} needs '${need}' twice`,
        fix: "keep one of the two",
      })
    }
    seen.add(need)
  }
}

/** Where a need is written, when that is in this file and in place. */
function needNode(options: Options, index: number, reader: Reader): Node {
  const value = options.entries.get("needs")?.value
  if (value === undefined || value.getSourceFile() !== reader.file) return options.node
  const list = unwrap(value)
  const element = Node.isArrayLiteralExpression(list) ? list.getElements()[index] : undefined
  return element === undefined || Node.isSpreadElement(element) ? value : element
}

import type { CallExpression } from "ts-morph"
import { Node } from "ts-morph"
import { accessedName } from "./follow-reference.ts"
import { unwrap } from "./unwrap.ts"

/** One call of a chain: `.verb(args)`. */
export interface VerbCall {
  readonly verb: string
  /** The verb's word. */
  readonly verbNode: Node
  readonly call: CallExpression
  readonly args: ReadonlyArray<Node>
}

/** An expression `root.a(...).b(...)` taken apart. */
export interface Chain {
  /** What the first verb is called on: `flow("name")`, or the parameter of a block. */
  readonly root: Node
  readonly calls: ReadonlyArray<VerbCall>
}

/** Takes a chain of method calls apart, back to `origin`, or to the first thing that is no method call. */
export function chainOf(expression: Node, origin?: Node): Chain {
  const calls: Array<VerbCall> = []
  let node = unwrap(expression)
  for (;;) {
    const call = node === origin ? undefined : verbCallOf(node)
    if (call === undefined) return { root: node, calls: calls.toReversed() }
    calls.push(call.verb)
    node = unwrap(call.receiver)
  }
}

function verbCallOf(node: Node): { readonly verb: VerbCall; readonly receiver: Node } | undefined {
  if (!Node.isCallExpression(node)) return undefined
  const callee = unwrap(node.getExpression())
  const name = accessedName(callee)
  if (name === undefined) return undefined
  const args = node.getArguments()
  if (Node.isPropertyAccessExpression(callee)) {
    return { verb: { verb: name, verbNode: callee.getNameNode(), call: node, args }, receiver: callee.getExpression() }
  }
  if (!Node.isElementAccessExpression(callee)) return undefined
  const verbNode = callee.getArgumentExpressionOrThrow()
  return { verb: { verb: name, verbNode, call: node, args }, receiver: callee.getExpression() }
}

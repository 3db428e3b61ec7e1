import type { ArrowFunction, Expression, FunctionDeclaration, FunctionExpression, MethodDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import type { VerbCall } from "./chain.ts"
import { chainOf } from "./chain.ts"
import { followReference } from "./follow-reference.ts"
import type { Reader } from "./reader.ts"
import { shortText } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"

type ChainFunction = ArrowFunction | FunctionExpression | FunctionDeclaration | MethodDeclaration

/** A function that only returns one chain of its parameter: the calls of the chain, and a reader for what is inside. */
export interface FoundChain {
  readonly calls: ReadonlyArray<VerbCall>
  readonly reader: Reader
}

/** Whose function it is, for messages, and what to write instead of one that cannot be read. */
export interface ChainOwner {
  readonly owner: string
  readonly fix: string
}

/**
 * Reads `(b) => b.step(...)`, also with a body that only returns the chain, as a method, or as the name of such a function
 * of the same file.
 */
export function chainFunction(given: Node, { owner, fix }: ChainOwner, reader: Reader): FoundChain | undefined {
  const notStatic = (node: Node, message: string): undefined =>
    reader.report({ code: "BLOCK.NOT_STATIC", node, message, fix })
  const found = functionOf(given, reader)
  if (found === undefined)
    return notStatic(given, `${owner} is '${shortText(given)}', which is no function of this file`)
  if (reader.openBlocks.includes(found)) {
    return reader.report({
      code: "BLOCK.RECURSIVE",
      node: given,
      message: `${owner} contains itself`,
      fix: "repeat with '.loop(...)' or '.forEach(...)', which know an end",
    })
  }
  const parameter = found.getParameters()[0]
  const builder = parameter?.getNameNode()
  const body = returnedExpression(found)
  const isPlain = !found.isAsync() && !(Node.isFunctionExpression(found) && found.isGenerator())
  if (!Node.isIdentifier(builder) || parameter?.isRestParameter() === true || body === undefined || !isPlain) {
    return notStatic(given, `${owner} does not only return one chain of its parameter`)
  }
  const chain = chainOf(body)
  if (!Node.isIdentifier(chain.root) || chain.root.getText() !== builder.getText()) {
    return notStatic(
      chain.root,
      `${owner} begins with '${shortText(chain.root)}' and not with its parameter '${builder.getText()}'`,
    )
  }
  return { calls: chain.calls, reader: { ...reader, openBlocks: [...reader.openBlocks, found] } }
}

function functionOf(given: Node, reader: Reader): ChainFunction | undefined {
  if (Node.isMethodDeclaration(given)) return given
  const referent = followReference(given, reader.modules)
  const node =
    referent.kind === "expression" ? unwrap(referent.node) : referent.kind === "function" ? referent.node : undefined
  const isFunction = Node.isArrowFunction(node) || Node.isFunctionExpression(node) || Node.isFunctionDeclaration(node)
  return isFunction && node.getSourceFile() === reader.file ? node : undefined
}

/** Gives what a function returns, when that is all it does. */
function returnedExpression(of: ChainFunction): Expression | undefined {
  const body = of.getBody()
  if (body === undefined) return undefined
  if (!Node.isBlock(body)) return Node.isExpression(body) ? body : undefined
  const [only, ...others] = body.getStatements()
  return others.length === 0 && Node.isReturnStatement(only) ? only.getExpression() : undefined
}

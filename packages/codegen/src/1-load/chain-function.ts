import type { ArrowFunction, FunctionDeclaration, FunctionExpression, MethodDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import type { Chain, VerbCall } from "./chain.ts"
import { chainOf } from "./chain.ts"
import { followReference } from "./follow-reference.ts"
import type { Reader } from "./reader.ts"
import { shortText } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"

type ChainFunction = ArrowFunction | FunctionExpression | FunctionDeclaration | MethodDeclaration

/** A function that only writes one chain of its parameter: the calls of the chain, and a reader for what is inside. */
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
 *
 * **Details**
 *
 * A body may hold the chain in parts: `const first = b.step(...)`, then `return first.step(...)`. Each part goes on where
 * the one before it ended. Chains too long for the stack of a JavaScript engine, which calls them from the inside out, are
 * written like that.
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
  const parts = partsOf(found)
  const isPlain = !found.isAsync() && !(Node.isFunctionExpression(found) && found.isGenerator())
  if (!Node.isIdentifier(builder) || parameter?.isRestParameter() === true || parts === undefined || !isPlain) {
    return notStatic(given, `${owner} does not only return one chain of its parameter`)
  }
  const calls: Array<VerbCall> = []
  let last = builder.getText()
  for (const { name, chain } of parts) {
    if (!Node.isIdentifier(chain.root) || chain.root.getText() !== last) {
      const which = name === undefined ? owner : `part '${name}' of ${owner}`
      const expected = last === builder.getText() ? "its parameter" : "the part before it,"
      return notStatic(chain.root, `${which} begins with '${shortText(chain.root)}' and not with ${expected} '${last}'`)
    }
    calls.push(...chain.calls)
    last = name ?? last
  }
  return { calls, reader: { ...reader, openBlocks: [...reader.openBlocks, found] } }
}

function functionOf(given: Node, reader: Reader): ChainFunction | undefined {
  if (Node.isMethodDeclaration(given)) return given
  const referent = followReference(given, reader.modules)
  const node =
    referent.kind === "expression" ? unwrap(referent.node) : referent.kind === "function" ? referent.node : undefined
  const isFunction = Node.isArrowFunction(node) || Node.isFunctionExpression(node) || Node.isFunctionDeclaration(node)
  return isFunction && node.getSourceFile() === reader.file ? node : undefined
}

/** A part of a chain: the one that is returned has no name. */
interface ChainPart {
  readonly name?: string
  readonly chain: Chain
}

/** Gives the parts of the chain that a function writes, when that is all it does. */
function partsOf(of: ChainFunction): ReadonlyArray<ChainPart> | undefined {
  const body = of.getBody()
  if (!Node.isBlock(body)) return Node.isExpression(body) ? [{ chain: chainOf(body) }] : undefined
  const statements = body.getStatements()
  const parts = statements.map((each, index) => partOf(each, index === statements.length - 1))
  return parts.length > 0 && parts.every((each) => each !== undefined) ? parts : undefined
}

function partOf(statement: Node, isLast: boolean): ChainPart | undefined {
  if (isLast) {
    const returned = Node.isReturnStatement(statement) ? statement.getExpression() : undefined
    return returned && { chain: chainOf(returned) }
  }
  if (!Node.isVariableStatement(statement) || statement.getDeclarationKind() !== "const") return undefined
  const [declaration, ...others] = statement.getDeclarations()
  const initializer = declaration?.getInitializer()
  if (declaration === undefined || others.length > 0 || initializer === undefined) return undefined
  return Node.isIdentifier(declaration.getNameNode())
    ? { name: declaration.getName(), chain: chainOf(initializer) }
    : undefined
}

import type { Block, Node as PlanNode } from "@millrace/plan"
import type { ArrowFunction, Expression, FunctionDeclaration, FunctionExpression, MethodDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import { chainOf } from "./chain.ts"
import type { VerbCall } from "./chain.ts"
import { defined } from "./defined.ts"
import { didYouMean } from "./did-you-mean.ts"
import { followReference } from "./follow-reference.ts"
import type { Reader } from "./reader.ts"
import type { SourceCode, SourceMapping } from "./source-code.ts"
import { shortText } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"
import { parseForEach } from "./verbs/for-each.ts"
import { parseHuman } from "./verbs/human.ts"
import { parseLet } from "./verbs/let.ts"
import { parseLoop } from "./verbs/loop.ts"
import { parseMatch } from "./verbs/match.ts"
import { parseParallel } from "./verbs/parallel.ts"
import { parseReturns } from "./verbs/returns.ts"
import { parseStep } from "./verbs/step.ts"
import { parseTry } from "./verbs/try.ts"
import { parseWhen } from "./verbs/when.ts"

type ParseVerb = (call: VerbCall, reader: Reader) => PlanNode<SourceCode> | undefined

const verbs: ReadonlyMap<string, ParseVerb> = new Map<string, ParseVerb>([
  ["step", parseStep],
  ["let", parseLet],
  ["parallel", parseParallel],
  ["when", parseWhen],
  ["match", parseMatch],
  ["loop", parseLoop],
  ["forEach", parseForEach],
  ["try", parseTry],
  ["human", parseHuman],
])

/** The names of all verbs, `returns` included. */
const verbNames: ReadonlyArray<string> = [...verbs.keys(), "returns"]

/** Reads the calls of a chain, in the order they were written. What cannot be read is reported and left out. */
export function readVerbs(calls: ReadonlyArray<VerbCall>, reader: Reader): Block<SourceCode> {
  const nodes: Array<PlanNode<SourceCode>> = []
  let returns: SourceMapping | undefined
  for (const [index, call] of calls.entries()) {
    if (call.args.some((each) => Node.isSpreadElement(each))) {
      reader.report({
        code: "VERB.ARGUMENT_SPREAD",
        node: call.call.getArguments().find((each) => Node.isSpreadElement(each)) ?? call.verbNode,
        message: `the arguments of '${call.verb}' are spread, so they are not known before it runs`,
        fix: "write each argument in its place",
      })
    } else if (call.verb === "returns") {
      returns = parseReturns(call, reader)
      const next = calls[index + 1]
      if (next !== undefined) {
        reader.report({
          code: "FLOW.RETURNS_NOT_LAST",
          node: next.verbNode,
          message: `'${next.verb}' follows 'returns', which ends a flow or block`,
          fix: "move '.returns(...)' to the end",
        })
        break
      }
    } else {
      const parse = verbs.get(call.verb)
      const node = parse === undefined ? unknownVerb(call, reader) : parse(call, reader)
      if (node !== undefined) nodes.push(node)
    }
  }
  return defined<Block<SourceCode>>({ kind: "block", nodes: Object.freeze(nodes), returns })
}

function unknownVerb(call: VerbCall, reader: Reader): undefined {
  return reader.report({
    code: "FLOW.VERB_UNKNOWN",
    node: call.verbNode,
    message: `'${call.verb}' is no verb of a flow`,
    fix: didYouMean(call.verb, verbNames) ?? `use one of ${verbNames.map((each) => `'${each}'`).join(", ")}`,
  })
}

type BlockFunction = ArrowFunction | FunctionExpression | FunctionDeclaration | MethodDeclaration

/**
 * Reads a block: `(b) => b.step(...)`, also with a body that only returns the chain, as a method, or as the name of such
 * a function of the same file.
 */
export function readBlock(given: Node, owner: string, reader: Reader): Block<SourceCode> | undefined {
  const found = blockFunction(given, reader)
  if (found === undefined)
    return notStatic(given, `${owner} is '${shortText(given)}', which is no function of this file`, reader)
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
    return notStatic(given, `${owner} does not only return one chain of its parameter`, reader)
  }
  const chain = chainOf(body)
  if (!Node.isIdentifier(chain.root) || chain.root.getText() !== builder.getText()) {
    return notStatic(
      chain.root,
      `${owner} begins with '${shortText(chain.root)}' and not with its parameter '${builder.getText()}'`,
      reader,
    )
  }
  return readVerbs(chain.calls, { ...reader, openBlocks: [...reader.openBlocks, found] })
}

/** Reads a block that may be left out. */
export function readOptionalBlock(
  given: Node | undefined,
  owner: string,
  reader: Reader,
): Block<SourceCode> | undefined {
  if (given === undefined || (Node.isIdentifier(given) && given.getText() === "undefined")) return undefined
  return readBlock(given, owner, reader)
}

function notStatic(node: Node, message: string, reader: Reader): undefined {
  return reader.report({ code: "BLOCK.NOT_STATIC", node, message, fix: "write the block as (b) => b.step(...)" })
}

function blockFunction(given: Node, reader: Reader): BlockFunction | undefined {
  if (Node.isMethodDeclaration(given)) return given
  const referent = followReference(given, reader.modules)
  const node =
    referent.kind === "expression" ? unwrap(referent.node) : referent.kind === "function" ? referent.node : undefined
  const isFunction = Node.isArrowFunction(node) || Node.isFunctionExpression(node) || Node.isFunctionDeclaration(node)
  return isFunction && node.getSourceFile() === reader.file ? node : undefined
}

/** Gives what a function returns, when that is all it does. */
function returnedExpression(of: BlockFunction): Expression | undefined {
  const body = of.getBody()
  if (body === undefined) return undefined
  if (!Node.isBlock(body)) return Node.isExpression(body) ? body : undefined
  const [only, ...others] = body.getStatements()
  return others.length === 0 && Node.isReturnStatement(only) ? only.getExpression() : undefined
}

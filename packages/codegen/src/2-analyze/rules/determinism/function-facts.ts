import type { Node as SyntaxNode, SourceFile } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "../../../1-load/descendants.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import { shortText } from "../../../1-load/static-value.ts"
import type { Looking, MappingRule } from "./mapping-rule.ts"
import { mappingRules } from "./mapping-rules.ts"
import type { Use } from "./use.ts"
import { usesIn } from "./use.ts"

/** A place that breaks a rule, and the words that do, for messages. */
export interface Breach {
  readonly rule: MappingRule
  readonly node: SyntaxNode
  readonly words: string
}

/** A place that refers to a function whose body can be read. */
export interface Call {
  readonly node: SyntaxNode
  readonly name: string
  readonly callee: SyntaxNode
}

/** What one function does itself, and which functions it may call. */
export interface FunctionFacts {
  readonly breaches: ReadonlyArray<Breach>
  readonly calls: ReadonlyArray<Call>
}

/** Gives what functions do; each is looked at once for a flow file. */
export function makeFunctionFacts(flowFile: SourceFile, modules: ModuleSources): (root: SyntaxNode) => FunctionFacts {
  const known = new Map<SyntaxNode, FunctionFacts>()
  return (root) => {
    const facts = known.get(root) ?? factsOf({ root, flowFile, modules })
    known.set(root, facts)
    return facts
  }
}

function factsOf(looking: Looking): FunctionFacts {
  const { root, modules } = looking
  const uses = usesIn(root, modules)
  const breaches = [...uses.flatMap((use) => usedBreach(use, looking)), ...nodeBreaches(looking)]
  const calls = uses.flatMap(({ node, target }): ReadonlyArray<Call> =>
    target.kind === "function" && target.node !== root ? [{ node, name: shortText(node), callee: target.node }] : [],
  )
  return { breaches, calls }
}

function usedBreach(use: Use, looking: Looking): ReadonlyArray<Breach> {
  const rule = mappingRules.find(({ ofUse }) => ofUse?.(use, looking) === true)
  return rule === undefined ? [] : [{ rule, node: use.node, words: wordsOf(use) }]
}

function nodeBreaches(looking: Looking): ReadonlyArray<Breach> {
  const text = looking.root.getText()
  const rules = mappingRules.filter(({ ofNode }) => ofNode?.text.test(text) === true)
  if (rules.length === 0) return []
  const nodes = descendants(looking.root, (node): node is SyntaxNode => isLookedAt(node))
  return nodes.flatMap((node) => {
    const rule = rules.find(({ ofNode }) => ofNode?.breaks(node, looking) === true)
    return rule === undefined ? [] : [{ rule, node: placeIn(node), words: shortText(node).replace(/;$/, "") }]
  })
}

function isLookedAt(node: SyntaxNode): boolean {
  return Node.isCallExpression(node) || Node.isThrowStatement(node) || Node.isMetaProperty(node)
}

/** The word that matters: the method of a call, `throw`. */
function placeIn(node: SyntaxNode): SyntaxNode {
  if (Node.isThrowStatement(node)) return node.getFirstChildOrThrow()
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined
  return Node.isPropertyAccessExpression(callee) ? callee.getNameNode() : node
}

function wordsOf({ node, as }: Use): string {
  const name = shortText(node)
  return as === "new" ? `new ${name}()` : as === "call" ? `${name}()` : name
}

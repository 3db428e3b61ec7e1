import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "../../1-load/descendants.ts"
import { isFunction } from "../../1-load/is-function.ts"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { SourceActivity } from "../../1-load/source-code.ts"
import { activityFunction } from "./declared-option.ts"

/** What may be called in a function that neither waits nor does anything outside of it. */
const plainFunctions: ReadonlySet<string> = wordsOf(
  "String Number Boolean parseInt parseFloat isNaN encodeURIComponent structuredClone",
)
const plainObjects: ReadonlySet<string> = wordsOf("Math Object Array JSON Number String console")
const plainMethods: ReadonlySet<string> = wordsOf(
  "map filter reduce flatMap flat find some every includes indexOf slice concat join toSorted toReversed at keys values " +
    "entries push sort reverse trim split padStart padEnd repeat replace replaceAll startsWith endsWith charAt " +
    "toUpperCase toLowerCase toFixed toString toISOString getTime normalize localeCompare",
)
const plainClasses: ReadonlySet<string> = wordsOf("Date Map Set")

/**
 * Says whether an activity's function is known to neither wait nor do anything outside of it: it computes, with what the
 * language itself has. One that calls anything else may do anything.
 */
export function worksAtOnce(
  activity: SourceActivity,
  modules: ModuleSources,
  option: "run" | "compensate" = "run",
): boolean {
  const run = activityFunction(activity, modules, option)
  if (!isFunction(run)) return false
  const found = known.get(run) ?? (!isAsync(run) && descendants(run, isNode).every(isPlain))
  known.set(run, found)
  return found
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(" "))
}

const known = new WeakMap<SyntaxNode, boolean>()

function isNode(_node: SyntaxNode): _node is SyntaxNode {
  return true
}

function isAsync(node: SyntaxNode): boolean {
  return (Node.isAsyncable(node) && node.isAsync()) || (Node.isGeneratorable(node) && node.isGenerator())
}

function isPlain(node: SyntaxNode): boolean {
  if (Node.isAwaitExpression(node) || Node.isYieldExpression(node) || Node.isTaggedTemplateExpression(node))
    return false
  if (isFunction(node)) return !isAsync(node)
  if (Node.isNewExpression(node)) {
    return Node.isThrowStatement(node.getParent()) || plainClasses.has(node.getExpression().getText())
  }
  if (!Node.isCallExpression(node)) return true
  const callee = node.getExpression()
  if (Node.isIdentifier(callee)) return plainFunctions.has(callee.getText())
  if (!Node.isPropertyAccessExpression(callee)) return false
  return plainObjects.has(callee.getExpression().getText()) || plainMethods.has(callee.getName())
}

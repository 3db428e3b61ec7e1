import type { Node as SyntaxNode } from "ts-morph"
import type { OwnedMapping } from "../../mappings-of.ts"
import type { Finding } from "../finding.ts"
import type { Breach, Call, FunctionFacts } from "./function-facts.ts"
import { placeText } from "./place-text.ts"

/** A breach in a function that a mapping reaches, and the calls that lead there, the mapping's own first. */
interface Reached {
  readonly breach: Breach
  readonly calls: readonly [Call, ...Array<Call>]
}

/**
 * Looks for what a function of the plan must not do, in itself and in the functions that it calls, in its file and in
 * neighbouring ones.
 *
 * **Details**
 *
 * A function that is only referred to may be called by what it is given to, and counts as called. What packages do is
 * known for names that rules list, and taken for pure otherwise.
 */
export function checkMapping(
  { mapping, owner }: Pick<OwnedMapping, "owner"> & { readonly mapping: { readonly node: SyntaxNode } },
  factsOf: (root: SyntaxNode) => FunctionFacts,
): ReadonlyArray<Finding> {
  const { node: root } = mapping
  const own = factsOf(root).breaches.map(({ rule, node, words }): Finding => {
    const { code, does, fix } = rule
    return { code, node, message: `${owner} ${does}: '${words}'`, fix }
  })
  const through = reachedFrom(root, factsOf).map(({ breach, calls }): Finding => {
    const { code, does, fix } = breach.rule
    return { code, node: calls[0].node, message: `${owner} ${does} through ${chainText(calls, breach, root)}`, fix }
  })
  return [...own, ...through]
}

/** Goes over the calls breadth first, so that the shortest way to each breach is found. */
function reachedFrom(root: SyntaxNode, factsOf: (root: SyntaxNode) => FunctionFacts): ReadonlyArray<Reached> {
  return factsOf(root).calls.flatMap((first) => {
    const found: Array<Reached> = []
    const seen = new Set<SyntaxNode>([root, first.callee])
    const queue: Array<Reached["calls"]> = [[first]]
    // The list grows while it is walked.
    for (const calls of queue) {
      const last = calls.at(-1) ?? first
      const { breaches, calls: further } = factsOf(last.callee)
      for (const breach of breaches) {
        const isKnown = found.some((each) => each.breach.rule === breach.rule)
        if (!isKnown && breach.rule.isOwn !== true) found.push({ breach, calls })
      }
      for (const call of further) {
        if (seen.has(call.callee)) continue
        seen.add(call.callee)
        queue.push([...calls, call])
      }
    }
    return found
  })
}

/** `'stamp', which calls 'now', which has 'Date.now()' (clock.ts:3)`. */
function chainText(calls: Reached["calls"], breach: Breach, root: SyntaxNode): string {
  const names = calls.map(({ name }) => `'${name}'`).join(", which calls ")
  return `${names}, which has '${breach.words}' (${placeText(breach.node, root.getSourceFile())})`
}

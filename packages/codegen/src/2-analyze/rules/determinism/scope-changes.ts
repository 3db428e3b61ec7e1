import type { Node as SyntaxNode } from "ts-morph"
import { shortText } from "../../../1-load/static-value.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import type { OwnedMapping } from "../../mappings-of.ts"
import type { Finding } from "../finding.ts"
import type { ParameterChange, ParameterChanges } from "./parameter-changes.ts"
import { placeText } from "./place-text.ts"
import { usesIn } from "./use.ts"

/**
 * Looks for parts of the scope that a mapping changes under another name, or that a function changes which it calls.
 *
 * **Details**
 *
 * What is changed under its own name has been reported already: no runner is made of a flow that has it.
 */
export function checkScopeChanges(
  { mapping, owner }: OwnedMapping,
  modules: ModuleSources,
  changesOf: ParameterChanges,
): ReadonlyArray<Finding> {
  const root = mapping.node
  if (mapping.kind === "expression") {
    const use = usesIn(root, modules).find(({ node }) => node === root)
    const change = use?.target.kind === "function" ? changesOf(use.target.node).find(isOfScope) : undefined
    return change === undefined ? [] : [finding(owner, root, { name: shortText(root), change })]
  }
  const changes = changesOf(root).filter((each) => isOfScope(each) && (!each.isOwnName || each.through !== undefined))
  return changes.map(({ node, through }) => finding(owner, node, through))
}

function isOfScope({ parameter }: ParameterChange): boolean {
  return parameter === 0
}

function finding(owner: string, node: SyntaxNode, through: ParameterChange["through"]): Finding {
  const how = through === undefined ? `: '${shortText(node)}'` : ` through ${chainText(through, node)}`
  const fix = "make a new value: { ...value, name }, [...list, item], list.toSorted()"
  return { code: "MAPPING.CHANGES_ARGUMENT", node, message: `${owner} changes a part of the scope${how}`, fix }
}

function chainText({ name, change }: NonNullable<ParameterChange["through"]>, from: SyntaxNode): string {
  if (change.through !== undefined) return `'${name}', which calls ${chainText(change.through, from)}`
  return `'${name}', which changes '${shortText(change.node)}' (${placeText(change.node, from.getSourceFile())})`
}

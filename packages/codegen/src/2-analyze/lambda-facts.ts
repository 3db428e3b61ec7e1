import type { BindingElement, Identifier, Node as SyntaxNode, ObjectBindingPattern } from "ts-morph"
import { Node } from "ts-morph"
import { accessedName } from "../1-load/follow-reference.ts"
import { identifiersByName } from "../1-load/identifiers.ts"
import type { IdentifiersByName } from "../1-load/identifiers.ts"
import { localScopeOf } from "../1-load/name-scope.ts"
import { literalKey } from "../1-load/object-members.ts"
import type { SourceLambda } from "../1-load/source-code.ts"
import { wrapped } from "../1-load/unwrap.ts"
import type { LambdaFacts, ScopeRead } from "./facts.ts"
import { isReference } from "./references.ts"

interface Findings {
  readonly reads: Array<ScopeRead>
  readonly wholeScopeUses: Array<Identifier>
}

/** Finds every place in which a lambda reads its first parameter. */
export function lambdaFacts(lambda: SourceLambda): LambdaFacts {
  const findings: Findings = { reads: [], wholeScopeUses: [] }
  const [parameter] = lambda.node.getParameters()
  const binding = parameter?.getNameNode()
  const identifiers = identifiersByName(lambda.node)
  if (Node.isObjectBindingPattern(binding)) {
    readPattern(binding, { findings, usesOf: (name) => usesOf(name, identifiers, lambda) })
  } else if (Node.isIdentifier(binding)) {
    for (const use of usesOf(binding.getText(), identifiers, lambda)) readUse(use, findings)
  }
  findings.reads.sort((a, b) => a.node.getStart() - b.node.getStart())
  return Object.freeze({ reads: Object.freeze(findings.reads), wholeScopeUses: Object.freeze(findings.wholeScopeUses) })
}

/** `({ a, b: c, d: { e }, f = 1, ...rest }) => ...` */
function readPattern(
  pattern: ObjectBindingPattern,
  { findings, usesOf }: { findings: Findings; usesOf: (name: string) => ReadonlyArray<Identifier> },
): void {
  for (const element of pattern.getElements()) {
    const local = element.getNameNode()
    const name = boundProperty(element)
    if (element.getDotDotDotToken() !== undefined || name === undefined) {
      if (Node.isIdentifier(local)) findings.wholeScopeUses.push(local)
    } else if (Node.isIdentifier(local) && element.getInitializer() === undefined) {
      for (const node of usesOf(local.getText())) findings.reads.push({ name, node })
    } else {
      findings.reads.push({ name, node: element })
    }
  }
}

/** Gives the property that a binding element takes; `undefined` for a computed one. */
function boundProperty(element: BindingElement): string | undefined {
  const property = element.getPropertyNameNode()
  return property === undefined ? element.getName() : literalKey(property)
}

/** `scope.a`, `scope["a-b"]`, `const { a } = scope`, or the scope as a whole. */
function readUse(use: Identifier, findings: Findings): void {
  const outer = wrapped(use)
  const parent = outer.getParent()
  if (
    (Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)) &&
    parent.getExpression() === outer
  ) {
    const name = accessedName(parent)
    if (name !== undefined && !isTarget(parent)) {
      findings.reads.push({ name, node: parent })
      return
    }
  }
  const pattern =
    Node.isVariableDeclaration(parent) && parent.getInitializer() === outer ? parent.getNameNode() : undefined
  const elements = Node.isObjectBindingPattern(pattern) ? pattern.getElements() : []
  const names = elements.map((element) =>
    element.getDotDotDotToken() === undefined ? boundProperty(element) : undefined,
  )
  if (elements.length === 0 || names.includes(undefined)) findings.wholeScopeUses.push(use)
  for (const [index, element] of elements.entries()) {
    const name = names[index]
    if (name !== undefined) findings.reads.push({ name, node: element })
  }
}

/** Says whether an access is written to or deleted; the scope cannot change, so it is left to the scope object. */
function isTarget(access: SyntaxNode): boolean {
  const parent = wrapped(access).getParent()
  return Node.isDeleteExpression(parent)
}

/** Gives the uses of the lambda's own name `name`, leaving out those where an inner declaration hides it. */
function usesOf(name: string, identifiers: IdentifiersByName, lambda: SourceLambda): ReadonlyArray<Identifier> {
  return (identifiers.get(name) ?? []).filter((each) => isReference(each) && localScopeOf(each) === lambda.node)
}

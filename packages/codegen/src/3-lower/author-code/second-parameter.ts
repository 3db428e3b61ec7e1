import type { Identifier } from "ts-morph"
import { Node } from "ts-morph"
import { localScopeOf } from "../../1-load/name-scope.ts"
import type { SourceLambda } from "../../1-load/source-code.ts"
import { referencesIn } from "./names-used.ts"

/** Gives the places that read a lambda's second parameter, or `undefined` where it has to be given as a value. */
export function secondParameterUses({ node: lambda }: SourceLambda): ReadonlyArray<Identifier> | undefined {
  const second = lambda.getParameters()[1]
  if (second === undefined) return []
  const name = second.getNameNode()
  if (!Node.isIdentifier(name) || second.getInitializer() !== undefined || second.isRestParameter()) return undefined
  return referencesIn(lambda.getBody()).filter(
    (each) => each.getText() === name.getText() && localScopeOf(each) === lambda,
  )
}

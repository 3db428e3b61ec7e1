import type { MappingReads, ReadsOf } from "@millrace/plan"
import type { SourceCode, SourceLambda, SourceMapping } from "../1-load/source-code.ts"
import type { LambdaFacts } from "./facts.ts"
import { namesRead } from "./names-read.ts"

/** Tells what mappings read, by the facts of their lambdas; a function by name is not looked into. */
export function mappingReads(lambdas: ReadonlyMap<SourceLambda, LambdaFacts>): ReadsOf<SourceCode> {
  return (mapping: SourceMapping): MappingReads => {
    const facts = mapping.kind === "lambda" ? lambdas.get(mapping) : undefined
    if (mapping.kind !== "lambda" || facts === undefined) {
      return { names: [], unknown: "has a function by name that is given the whole scope" }
    }
    const names = namesRead(mapping, facts).map(({ name }) => name)
    return facts.wholeScopeUses.length === 0 ? { names } : { names, unknown: "uses the scope as a whole" }
  }
}

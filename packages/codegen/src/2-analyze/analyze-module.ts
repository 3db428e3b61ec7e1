import type { Diagnostic } from "@millrace/plan"
import type { LoadedModule, SourceLambda } from "../1-load/source-code.ts"
import type { Mistake } from "../1-load/reader.ts"
import { diagnosticOf } from "../1-load/reader.ts"
import { authorCodeOf } from "./author-code.ts"
import { bindingsOf } from "./bindings.ts"
import { checkLambda } from "./check-lambda.ts"
import { checkSchedule } from "./check-schedule.ts"
import { checkScope } from "./check-scope.ts"
import type { LambdaFacts, ModuleFacts } from "./facts.ts"
import { lambdaFacts } from "./lambda-facts.ts"
import { mappingReads } from "./mapping-reads.ts"

/**
 * What came of analysing a loaded flow file: the facts, and what there is to say. With an error the facts are not to be
 * used.
 */
export interface AnalyzeResult {
  readonly facts: ModuleFacts
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/**
 * Finds out what the code inside flows refers to, and reports names that are unknown, taken twice or reserved, mappings
 * that are not plain functions, and references that a runner cannot have.
 */
export function analyzeModule(module: LoadedModule): AnalyzeResult {
  const diagnostics: Array<Diagnostic> = []
  const report = (mistake: Mistake): void => {
    diagnostics.push(diagnosticOf(mistake))
  }
  const code = module.flows.flatMap((flow) => authorCodeOf(flow.plan))
  const lambdas = new Map<SourceLambda, LambdaFacts>()
  for (const piece of code) {
    if (piece.kind !== "lambda") continue
    checkLambda(piece, report)
    lambdas.set(piece, lambdaFacts(piece))
  }
  for (const { plan } of module.flows) {
    diagnostics.push(...checkScope(plan, lambdas), ...checkSchedule(plan, mappingReads(lambdas)))
  }
  const references = bindingsOf(module, { code, report })
  diagnostics.sort((a, b) => a.span.start - b.span.start)
  return { facts: Object.freeze({ lambdas, ...references }), diagnostics }
}

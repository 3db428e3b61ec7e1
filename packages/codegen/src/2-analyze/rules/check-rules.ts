import type { Diagnostic } from "@millrace/plan"
import { Node } from "ts-morph"
import type { LoadedFlow, LoadedModule } from "../../1-load/source-code.ts"
import { spanOf } from "../../1-load/span-of.ts"
import type { ModuleFacts } from "../facts.ts"
import { mappingReads } from "../mapping-reads.ts"
import { mappingsOf } from "../mappings-of.ts"
import { checkMapping } from "./determinism/check-mappings.ts"
import { makeFunctionFacts } from "./determinism/function-facts.ts"
import { makeParameterChanges } from "./determinism/parameter-changes.ts"
import { checkScopeChanges } from "./determinism/scope-changes.ts"
import { checkIgnoredFailures } from "./errors/ignored-failures.ts"
import type { Finding } from "./finding.ts"
import type { FlowFacts, FlowRule } from "./flow-rule.ts"
import { checkCacheKeys } from "./identity/cache-keys.ts"
import { checkDeadCode } from "./identity/dead-code.ts"
import { checkItemKeys } from "./identity/item-keys.ts"
import { checkSimilarNames } from "./identity/similar-names.ts"
import { checkAttempts } from "./resources/attempts.ts"
import { checkOpenEnds } from "./resources/open-ends.ts"
import { checkTimeLimits } from "./resources/time-limits.ts"
import type { RuleDescription } from "./rule-codes.ts"
import { ruleCodes } from "./rule-codes.ts"
import { unreadNodes } from "./unread-names.ts"

const flowRules: ReadonlyArray<FlowRule> = [
  checkItemKeys,
  checkCacheKeys,
  checkSimilarNames,
  checkDeadCode,
  checkTimeLimits,
  checkAttempts,
  checkOpenEnds,
  checkIgnoredFailures,
]

/**
 * Looks for what breaks the rules of good flows, in a module that could be read and analysed.
 *
 * **Details**
 *
 * What a rule finds that is off without configuration has the level `"info"` here; levels are applied later.
 */
export function checkRules(module: LoadedModule, { lambdas }: ModuleFacts): ReadonlyArray<Diagnostic> {
  const factsOf = makeFunctionFacts(module.file, module.modules)
  const changesOf = makeParameterChanges(module.modules)
  const readsOf = mappingReads(lambdas)
  const factsOfFlow = (flow: LoadedFlow): FlowFacts => {
    return { flow, module, lambdas, readsOf, unread: unreadNodes(flow.plan.body, readsOf) }
  }
  const findings = module.flows.flatMap((flow) => [
    ...mappingsOf(flow.plan).flatMap((each) => [
      ...checkMapping(each, factsOf),
      ...checkScopeChanges(each, module.modules, changesOf),
    ]),
    ...checkFlow(factsOfFlow(flow)),
  ])
  return unique(findings.map(diagnosticOf))
}

function checkFlow(facts: FlowFacts): ReadonlyArray<Finding> {
  return flowRules.flatMap((rule) => rule(facts))
}

function diagnosticOf({ code, node, message, fix, details }: Finding): Diagnostic {
  const { level }: RuleDescription = ruleCodes[code]
  const span = node instanceof Node ? spanOf(node) : node
  return {
    code,
    level: level === "off" ? "info" : level,
    message,
    span,
    fix,
    ...(details !== undefined && { details }),
  }
}

/** A flow that is exported under two names, and a block that stands in two places, is looked at twice. */
function unique(diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> {
  const seen = new Set<string>()
  return diagnostics.filter(({ code, span }) => {
    const key = `${code} ${span.start} ${span.end}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

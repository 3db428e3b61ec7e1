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
import { checkChildren } from "./durability/children.ts"
import { checkCompensations } from "./durability/compensations.ts"
import { checkIdempotencyKeys } from "./durability/idempotency-keys.ts"
import { checkItemEffects } from "./durability/item-effects.ts"
import { checkJournalLength } from "./durability/journal-length.ts"
import { checkKeptEffects } from "./durability/kept-effects.ts"
import { checkLeftBehind } from "./durability/left-behind.ts"
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

/** Rules that make sense only where there is a journal. */
const durableRules: ReadonlyArray<FlowRule> = [
  checkJournalLength,
  checkItemEffects,
  checkKeptEffects,
  checkCompensations,
  checkLeftBehind,
  checkIdempotencyKeys,
  checkChildren,
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
    return { flow, module, lambdas, readsOf, factsOf, unread: unreadNodes(flow.plan.body, readsOf) }
  }
  const diagnostics = module.flows.flatMap((flow) => {
    const isDurable = flow.plan.durable === true
    const findings = [
      ...mappingsOf(flow.plan).flatMap((each) => [
        ...checkMapping(each, factsOf),
        ...checkScopeChanges(each, module.modules, changesOf),
      ]),
      ...checkFlow(factsOfFlow(flow), isDurable ? [...flowRules, ...durableRules] : flowRules),
    ]
    return findings.map((finding) => findingDiagnostic(finding, isDurable))
  })
  return unique(diagnostics)
}

function checkFlow(facts: FlowFacts, rules: ReadonlyArray<FlowRule>): ReadonlyArray<Finding> {
  return rules.flatMap((rule) => rule(facts))
}

/** Makes a diagnostic of what a rule has found, with its level in a durable flow or in another one. */
export function findingDiagnostic({ code, node, message, fix, details }: Finding, isDurable: boolean): Diagnostic {
  const { level: direct, durable = direct }: RuleDescription = ruleCodes[code]
  const level = isDurable ? durable : direct
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

const weights = { error: 0, warning: 1, info: 2 }

/**
 * A flow that is exported under two names, and a block that stands in two places, is looked at twice. A block of a durable
 * flow and of another one has the level that it has in the durable one.
 */
function unique(diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> {
  const seen = new Set<string>()
  const weightiest = diagnostics.toSorted((a, b) => weights[a.level] - weights[b.level])
  return weightiest.filter(({ code, span }) => {
    const key = `${code} ${span.start} ${span.end}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

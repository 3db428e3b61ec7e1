import { placedSignals, planSteps, takesMessages } from "@millrace/plan"
import { planDigest } from "@millrace/plan/digest"
import type { LoadedFlow } from "../1-load/source-code.ts"
import { keepExpression } from "./author-code/keep-expression.ts"
import { NamesInScope } from "../2-analyze/names-in-scope.ts"
import type { Expression, LiteralValue } from "./expression.ts"
import { callAbi, literal } from "./expression.ts"
import type { FlowContext } from "./flow-context.ts"
import { lowerBlock } from "./lower-block.ts"
import { millis } from "./literals.ts"
import { identifierOf, isIdentifier } from "./names/identifier.ts"
import type { LocalNames } from "./names/local-names.ts"
import { reservedWords } from "./names/reserved-words.ts"
import type { RunnerDefinition } from "./runner-module.ts"

/** Turns a flow into the definition of its runner; `names` are those its locals give way to. */
export function lowerFlow(flow: LoadedFlow, context: FlowContext, names: LocalNames): RunnerDefinition {
  const { exportName, plan } = flow
  const at = context.parameter("at")
  const scope = (["input", "vars"] as const)
    .filter((name) => name === "input" || plan.vars !== undefined)
    .map((name) => [name, context.parameter(name)] as const)
  const body = lowerBlock(plan.body, { entries: NamesInScope.of(scope), names, at }, context)
  return {
    kind: "runner",
    name: context.runners.get(exportName) ?? exportName,
    exportName,
    inputName: context.inputName,
    workflow: plan.name,
    digest: planDigest(plan),
    ...(plan.description === undefined ? {} : { description: plan.description }),
    settings: settingsOf(flow),
    at,
    scope,
    body,
    hasOutput: plan.output !== undefined,
    ...(plan.span === undefined ? {} : { origin: plan.span.start }),
  }
}

/**
 * Most exports are called in the module what they are exported as; `class` and `a-b` cannot be, nor can a name that
 * author code uses for something else (`export { chain as total }` beside an imported `total`).
 */
export function runnerName(exportName: string, names: LocalNames, used: ReadonlySet<string>): string {
  if (isIdentifier(exportName) && !reservedWords.has(exportName) && !used.has(exportName)) return exportName
  const name = identifierOf(exportName, "workflow")
  return names.takeFirst([name, `${name}Runner`])
}

function settingsOf({ plan }: LoadedFlow): RunnerDefinition["settings"] {
  const settings: Array<readonly [string, Expression]> = [["plan", literal(planFacts(plan))]]
  if (plan.input !== undefined) settings.push(["input", callAbi("decodeWith", keepExpression(plan.input))])
  if (plan.output !== undefined) settings.push(["output", callAbi("validateWith", keepExpression(plan.output))])
  if (plan.vars !== undefined) settings.push(["vars", varsOf(keepExpression(plan.vars), isConstant(plan.vars))])
  if (plan.timeout !== undefined) settings.push(["timeout", callAbi("timeLimit", literal(millis(plan.timeout)))])
  if (plan.concurrency !== undefined) settings.push(["concurrency", callAbi("permits", literal(plan.concurrency))])
  if (plan.sla !== undefined) settings.push(["sla", callAbi("warnAfter", literal(millis(plan.sla.duration)))])
  if (takesMessages(plan)) {
    const entries = placedSignals(plan).map(({ path, node }) => [path, keepExpression(node.payload)] as const)
    settings.push(["signals", callAbi("mailbox", { kind: "object", entries })])
  }
  return settings
}

function planFacts(plan: LoadedFlow["plan"]): LiteralValue {
  const steps = planSteps(plan).map(({ path, kind, activity }) => ({ path, kind, activity }))
  const durable = plan.durable === true ? { durable: true } : {}
  return { name: plan.name, version: plan.version, digest: planDigest(plan), ...durable, steps }
}

/** Constants are given as a function too, so that every execution has its own. */
function varsOf(vars: Expression, isValue: boolean): Expression {
  return isValue ? { kind: "closure", parameters: [], body: { statements: [], result: vars }, generator: false } : vars
}

function isConstant(vars: NonNullable<LoadedFlow["plan"]["vars"]>): boolean {
  return vars.kind === "expression" && vars.constant === true
}

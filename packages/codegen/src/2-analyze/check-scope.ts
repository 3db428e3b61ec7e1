import { describeNode, innerBlocks, scopeReaders } from "@millrace/plan"
import type { Block, Diagnostic, Node, Plan, ScopeReader } from "@millrace/plan"
import type { SourceCode, SourceLambda } from "../1-load/source-code.ts"
import { spanOf } from "../1-load/span-of.ts"
import type { Visible } from "./check-names.ts"
import { checkLabels, defineNames } from "./check-names.ts"
import type { LambdaFacts } from "./facts.ts"
import type { NameTable, Trail } from "./name-table.ts"
import { nameTable } from "./name-table.ts"
import { NamesInScope } from "./names-in-scope.ts"
import { namesRead } from "./names-read.ts"
import { unknownName } from "./unknown-name.ts"

/** Where the walk over a plan stands. */
interface Standing {
  readonly visible: Visible
  readonly trail: Trail
}

interface Check {
  readonly lambdas: ReadonlyMap<SourceLambda, LambdaFacts>
  readonly table: NameTable
  /** Names that nothing defines anywhere, and that have been reported: one mistake, however often they are read. */
  readonly unknown: Set<string>
  readonly report: (diagnostic: Diagnostic) => void
}

/**
 * Checks that every name in a plan is free where it is defined, and defined where it is read; warns of compensations that
 * never run.
 */
export function checkScope(
  plan: Plan<SourceCode>,
  lambdas: ReadonlyMap<SourceLambda, LambdaFacts>,
): ReadonlyArray<Diagnostic> {
  const diagnostics: Array<Diagnostic> = []
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic)
  }
  const check: Check = { lambdas, table: nameTable(plan), unknown: new Set(), report }
  const owner = `flow '${plan.name}'`
  const input: Visible = NamesInScope.of([["input", undefined]])
  const vars = { mapping: plan.vars, owner: `'vars' of ${owner}`, gives: [] }
  checkReads(vars, { standing: { visible: input, trail: [] } }, check)
  const visible: Visible = plan.vars === undefined ? input : input.with([["vars", undefined]])
  checkBlock(plan.body, { owner, standing: { visible, trail: [] } }, check)
  return diagnostics
}

function checkBlock(
  block: Block<SourceCode>,
  place: { readonly owner: string; readonly standing: Standing },
  check: Check,
): void {
  const { owner, standing } = place
  let visible = standing.visible
  for (const node of block.nodes) visible = checkNode(node, { ...standing, visible }, check)
  const returns = { mapping: block.returns, owner: `'returns' of ${owner}`, gives: [] }
  checkReads(returns, { standing: { ...standing, visible } }, check)
}

/** Checks a node, and gives what is visible after it. */
function checkNode(node: Node<SourceCode>, standing: Standing, check: Check): Visible {
  checkLabels(node, check.report)
  checkCompensation(node, standing.trail, check)
  for (const reader of scopeReaders(node)) checkReads(reader, { standing, node }, check)
  for (const { label, owner, gives, block } of innerBlocks(node)) {
    const inside = { visible: withNames(standing.visible, gives), trail: [...standing.trail, { node, label }] }
    checkBlock(block, { owner, standing: inside }, check)
  }
  return defineNames(node, standing.visible, check.report)
}

function withNames(visible: Visible, names: ReadonlyArray<string>): Visible {
  return visible.inner().with(names.map((name) => [name, undefined]))
}

function checkCompensation(node: Node<SourceCode>, trail: Trail, check: Check): void {
  if (node.kind !== "step" || node.compensate === undefined || trail.some((each) => each.node.kind === "saga")) return
  check.report({
    code: "COMPENSATE.OUTSIDE_SAGA",
    level: "warning",
    message: `${describeNode(node)} has a compensation, but no saga around it that would run it`,
    span: node.compensate.activity.reference.span,
    fix: "put the step into a '.saga(...)', or remove 'compensate'",
  })
}

interface Place {
  readonly standing: Standing
  readonly node?: Node<SourceCode>
}

function checkReads({ mapping, owner, gives }: ScopeReader<SourceCode>, { standing, node }: Place, check: Check): void {
  const facts = mapping?.kind === "lambda" ? check.lambdas.get(mapping) : undefined
  if (mapping?.kind !== "lambda" || facts === undefined) return
  const { visible, trail } = standing
  const reported = new Set<string>()
  for (const { name, node: word } of namesRead(mapping, facts)) {
    if (visible.has(name) || gives.includes(name) || reported.has(name)) continue
    reported.add(name)
    if (check.unknown.has(name)) continue
    if (!check.table.has(name)) check.unknown.add(name)
    const { message, fix } = unknownName({ name, owner, visible: visible.names(), trail, node }, check.table)
    check.report({ code: "SCOPE.NAME_UNKNOWN", level: "error", message, fix, span: spanOf(word) })
  }
}

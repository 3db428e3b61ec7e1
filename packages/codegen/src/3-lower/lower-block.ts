import { definedNames, visit } from "@millrace/plan"
import type { Block, Node } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import { inlineValue } from "./author-code/inline-mapping.ts"
import type { BlockScope } from "./block-scope.ts"
import { withEntries } from "./block-scope.ts"
import type { Expression } from "./expression.ts"
import { read } from "./expression.ts"
import type { FlowContext } from "./flow-context.ts"
import type { Local } from "./local.ts"
import { makeLocal } from "./local.ts"
import { identifierOf } from "./names/identifier.ts"
import type { Body, Statement } from "./statement.ts"
import { lowerDataflow } from "./lower-dataflow.ts"
import { typedConstant } from "./typed-constant.ts"
import { statementAt, withOrigin } from "./with-origin.ts"
import { lowerAgent } from "./verbs/agent.ts"
import { lowerChild } from "./verbs/child.ts"
import { lowerForEach } from "./verbs/for-each.ts"
import { lowerGraph } from "./verbs/graph.ts"
import { lowerHuman } from "./verbs/human.ts"
import { lowerLet } from "./verbs/let.ts"
import { lowerLoop } from "./verbs/loop.ts"
import { lowerMatch } from "./verbs/match.ts"
import { lowerParallel } from "./verbs/parallel.ts"
import { lowerRace } from "./verbs/race.ts"
import { lowerSaga } from "./verbs/saga.ts"
import { lowerSignal } from "./verbs/signal.ts"
import { lowerSleep } from "./verbs/sleep.ts"
import { lowerStep } from "./verbs/step.ts"
import { lowerTry } from "./verbs/try.ts"
import { lowerUse } from "./verbs/use.ts"
import { lowerWebhook } from "./verbs/webhook.ts"
import { lowerWhen } from "./verbs/when.ts"

/** A verb as code: statements, its value where it has one, and the locals of the names it adds to the scope. */
export interface LoweredNode {
  readonly statements: ReadonlyArray<Statement>
  /** Where its value is not in a local already. */
  readonly value?: Expression
  readonly locals: ReadonlyArray<readonly [name: string, local: Local]>
}

/** What lowering a verb needs beside its node. */
export interface Lowering {
  readonly scope: BlockScope
  readonly context: FlowContext
  /** Takes the local for a name that the verb adds to the scope. */
  readonly local: (name: string) => Local
}

/** Turns a block into code: a statement or more for each verb, and what the block comes to. */
export function lowerBlock(block: Block<SourceCode>, start: BlockScope, context: FlowContext): Body {
  const nodes =
    (context.isDataflow ? lowerDataflow(block, start, context) : undefined) ?? lowerInOrder(block, start, context)
  const scope = withEntries(start, nodes.locals)
  if (block.returns !== undefined) {
    const { before, value } = typedConstant(inlineValue(block.returns, scope, context), "result", scope)
    return { statements: [...nodes.statements, ...before], result: value }
  }
  const last = block.nodes.at(-1)
  const [named] = last === undefined || hasNoValue(last) ? [] : definedNames(last)
  const local = named && scope.entries.get(named.name)
  const result = nodes.value ?? (local && read(local))
  return { statements: nodes.statements, ...(result === undefined ? {} : { result }) }
}

/** The verbs one after the other; the value of the last one, where nothing else reads it, is not in a local. */
function lowerInOrder(block: Block<SourceCode>, start: BlockScope, context: FlowContext): LoweredNode {
  const statements: Array<Statement> = []
  const locals: Array<readonly [name: string, local: Local]> = []
  let scope = start
  let value: Expression | undefined
  block.nodes.forEach((node, index) => {
    const lowered = lowerNode(node, lowering(scope, context))
    statements.push(...lowered.statements)
    const isResult = index === block.nodes.length - 1 && block.returns === undefined
    const [[, local] = []] = lowered.locals
    if (isResult) value = lowered.value
    else if (lowered.value !== undefined && local !== undefined) {
      statements.push(statementAt({ kind: "bind", target: local, value: lowered.value }, node.span?.start))
    }
    scope = withEntries(scope, lowered.locals)
    locals.push(...lowered.locals)
  })
  return { statements, locals, ...(value === undefined ? {} : { value }) }
}

/** Of a verb that puts several names into scope, none is its value. */
function hasNoValue({ kind }: Node<SourceCode>): boolean {
  return kind === "parallel" || kind === "graph"
}

/** Gives what lowering a verb in a scope needs. */
export function lowering(scope: BlockScope, context: FlowContext): Lowering {
  const local = (name: string): Local =>
    makeLocal(scope.names.take(identifierOf(name, "value"), context.forbidden.get(name)))
  return { scope, context, local }
}

/** Turns a verb into code. */
export function lowerNode(node: Node<SourceCode>, lowering: Lowering): LoweredNode {
  return withOrigin(lowerVerb(node, lowering), node.span?.start)
}

function lowerVerb(node: Node<SourceCode>, lowering: Lowering): LoweredNode {
  return visit<SourceCode, LoweredNode>(node, {
    step: (step) => lowerStep(step, lowering),
    let: (each) => lowerLet(each, lowering),
    parallel: (parallel) => lowerParallel(parallel, lowering),
    when: (when) => lowerWhen(when, lowering),
    match: (match) => lowerMatch(match, lowering),
    loop: (loop) => lowerLoop(loop, lowering),
    forEach: (forEach) => lowerForEach(forEach, lowering),
    try: (each) => lowerTry(each, lowering),
    human: (human) => lowerHuman(human, lowering),
    race: (race) => lowerRace(race, lowering),
    graph: (graph) => lowerGraph(graph, lowering),
    saga: (saga) => lowerSaga(saga, lowering),
    use: (use) => lowerUse(use, lowering),
    sleep: (sleep) => lowerSleep(sleep, lowering),
    signal: (signal) => lowerSignal(signal, lowering),
    webhook: (webhook) => lowerWebhook(webhook, lowering),
    agent: (agent) => lowerAgent(agent, lowering),
    child: (child) => lowerChild(child, lowering),
  })
}

import { visit } from "@millrace/plan"
import type { Block, LiveCode, Node } from "@millrace/plan"
import { compileAgent } from "./agent.ts"
import { compileChild } from "./child.ts"
import type { CompiledBlock, CompiledNode, CompileOptions } from "./compiled.ts"
import { compileDataflow } from "./dataflow.ts"
import { compileForEach } from "./for-each.ts"
import { compileGraph } from "./graph.ts"
import { compileHuman } from "./human.ts"
import { compileLet } from "./let.ts"
import { compileLoop } from "./loop.ts"
import { compileMatch } from "./match.ts"
import { compileParallel } from "./parallel.ts"
import { compileRace } from "./race.ts"
import { callMapping } from "./scope.ts"
import { compileSaga } from "./saga.ts"
import { compileSignal } from "./signal.ts"
import { compileSleep } from "./sleep.ts"
import { compileStep } from "./step.ts"
import { compileTry } from "./try.ts"
import { compileUse } from "./use.ts"
import { compileWebhook } from "./webhook.ts"
import { compileWhen } from "./when.ts"

/**
 * Compiles a block once; it runs its nodes in order, each in the scope that the ones before have left, or, in a
 * `dataflow` schedule, each as soon as what it reads is there.
 */
export function compileBlock(block: Block, options: CompileOptions): CompiledBlock {
  const nodes = block.nodes.map((node) => compileNode(node, options))
  if (options.isDataflow && nodes.length > 1) return compileDataflow(block, nodes)
  const { returns } = block
  const lastNode = nodes.at(-1)
  return function* (at, scope) {
    let current = scope
    let last: unknown
    for (const node of nodes) {
      last = yield* node.run(at, current)
      current = node.bind(current, last)
    }
    if (returns !== undefined) return callMapping(returns, current)
    return lastNode?.valueOf(last)
  }
}

function compileNode(node: Node, options: CompileOptions): CompiledNode {
  return visit<LiveCode, CompiledNode>(node, {
    step: (each) => compileStep(each, options),
    let: compileLet,
    parallel: (each) => compileParallel(each, options),
    when: (each) => compileWhen(each, options),
    match: (each) => compileMatch(each, options),
    loop: (each) => compileLoop(each, options),
    forEach: (each) => compileForEach(each, options),
    try: (each) => compileTry(each, options),
    human: (each) => compileHuman(each, options),
    race: (each) => compileRace(each, options),
    sleep: compileSleep,
    graph: (each) => compileGraph(each, options),
    saga: (each) => compileSaga(each, options),
    use: (each) => compileUse(each, options),
    signal: (each) => compileSignal(each, options),
    webhook: (each) => compileWebhook(each, options),
    agent: (each) => compileAgent(each, options),
    child: (each) => compileChild(each, options),
  })
}

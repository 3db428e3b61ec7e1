import type { Block, Node, Plan } from "@millrace/plan"
import { parseAgent } from "./verbs/agent.ts"
import { parseChild } from "./verbs/child.ts"
import { parseForEach } from "./verbs/for-each.ts"
import { parseGraph } from "./verbs/graph.ts"
import { parseHuman } from "./verbs/human.ts"
import { parseLet } from "./verbs/let.ts"
import { parseLoop } from "./verbs/loop.ts"
import { parseMatch } from "./verbs/match.ts"
import { parseParallel } from "./verbs/parallel.ts"
import { parseRace } from "./verbs/race.ts"
import { parseSaga } from "./verbs/saga.ts"
import { parseSignal } from "./verbs/signal.ts"
import { parseSleep } from "./verbs/sleep.ts"
import { parseStep } from "./verbs/step.ts"
import { parseTry } from "./verbs/try.ts"
import { parseUse } from "./verbs/use.ts"
import { parseWebhook } from "./verbs/webhook.ts"
import { parseWhen } from "./verbs/when.ts"
import type { LiveMapping } from "./live-mapping.ts"

/** What a builder has written so far, and whether `.returns` ends a block or a whole workflow. */
export type Written =
  | { readonly in: "block"; readonly nodes: ReadonlyArray<Node> }
  | { readonly in: "flow"; readonly nodes: ReadonlyArray<Node>; readonly head: Omit<Plan, "body"> }

/** A block that has been written. */
export interface WrittenBlock {
  readonly block: Block
}

/** The builder without its types: each verb gives a new builder over one more frozen node. */
export interface UntypedBuilder extends WrittenBlock {
  readonly step: (
    name: string,
    activity: Parameters<typeof parseStep>[1],
    mapping?: LiveMapping,
    options?: NonNullable<Parameters<typeof parseStep>[2]["options"]>,
  ) => UntypedBuilder
  readonly let: (...args: Parameters<typeof parseLet>) => UntypedBuilder
  readonly parallel: (...args: Parameters<typeof parseParallel>) => UntypedBuilder
  readonly when: (
    name: string,
    predicate: LiveMapping,
    then: Parameters<typeof parseWhen>[2]["then"],
    otherwise?: Parameters<typeof parseWhen>[2]["then"],
  ) => UntypedBuilder
  readonly match: (
    name: string,
    on: LiveMapping,
    cases: Parameters<typeof parseMatch>[2]["cases"],
    otherwise?: Parameters<typeof parseMatch>[2]["otherwise"],
  ) => UntypedBuilder
  readonly loop: (...args: Parameters<typeof parseLoop>) => UntypedBuilder
  readonly forEach: (
    name: string,
    items: LiveMapping,
    body: Parameters<typeof parseForEach>[2]["body"],
    options?: NonNullable<Parameters<typeof parseForEach>[2]["options"]>,
  ) => UntypedBuilder
  readonly try: (...args: Parameters<typeof parseTry>) => UntypedBuilder
  readonly race: (...args: Parameters<typeof parseRace>) => UntypedBuilder
  readonly graph: (...args: Parameters<typeof parseGraph>) => UntypedBuilder
  readonly saga: (...args: Parameters<typeof parseSaga>) => UntypedBuilder
  readonly use: (...args: Parameters<typeof parseUse>) => UntypedBuilder
  readonly sleep: (...args: Parameters<typeof parseSleep>) => UntypedBuilder
  readonly signal: (...args: Parameters<typeof parseSignal>) => UntypedBuilder
  readonly human: (...args: Parameters<typeof parseHuman>) => UntypedBuilder
  readonly webhook: (...args: Parameters<typeof parseWebhook>) => UntypedBuilder
  readonly agent: (
    name: string,
    capability: Parameters<typeof parseAgent>[1],
    mapping?: LiveMapping,
    options?: NonNullable<Parameters<typeof parseAgent>[2]["options"]>,
  ) => UntypedBuilder
  readonly child: (...args: Parameters<typeof parseChild>) => UntypedBuilder
  readonly returns: (
    mapping: LiveMapping,
  ) => WrittenBlock | { readonly kind: "workflow"; readonly name: string; readonly plan: Plan }
}

/** Makes a builder over what has been written so far. */
export function makeBuilder(written: Written): UntypedBuilder {
  const add = (node: Node): UntypedBuilder =>
    makeBuilder({ ...written, nodes: [...written.nodes, Object.freeze(node)] })
  return Object.freeze<UntypedBuilder>({
    block: block(written.nodes, undefined),
    step: (name, activity, mapping, options) => add(parseStep(name, activity, { mapping, options })),
    let: (name, mapping) => add(parseLet(name, mapping)),
    parallel: (branches, options) => add(parseParallel(branches, options)),
    when: (name, predicate, then, otherwise) => add(parseWhen(name, predicate, { then, otherwise })),
    match: (name, on, cases, otherwise) => add(parseMatch(name, on, { cases, otherwise })),
    loop: (name, spec) => add(parseLoop(name, spec)),
    forEach: (name, items, body, options) => add(parseForEach(name, items, { body, options })),
    try: (name, body, handlers) => add(parseTry(name, body, handlers)),
    race: (name, branches) => add(parseRace(name, branches)),
    graph: (write, options) => add(parseGraph(write, options)),
    saga: (name, body) => add(parseSaga(name, body)),
    use: (name, resource, body) => add(parseUse(name, resource, body)),
    sleep: (name, time) => add(parseSleep(name, time)),
    signal: (name, spec) => add(parseSignal(name, spec)),
    human: (name, spec) => add(parseHuman(name, spec)),
    webhook: (name, spec) => add(parseWebhook(name, spec)),
    agent: (name, capability, mapping, options) => add(parseAgent(name, capability, { mapping, options })),
    child: (name, workflow, mapping) => add(parseChild(name, workflow, mapping)),
    returns: (mapping) => {
      const body = block(written.nodes, mapping)
      return written.in === "block"
        ? Object.freeze({ block: body })
        : Object.freeze({ kind: "workflow", name: written.head.name, plan: Object.freeze({ ...written.head, body }) })
    },
  })
}

function block(nodes: ReadonlyArray<Node>, returns: LiveMapping | undefined): Block {
  return Object.freeze({ kind: "block", nodes: Object.freeze(nodes), ...(returns === undefined ? {} : { returns }) })
}

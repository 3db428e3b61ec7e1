import type { Block, Node, Plan } from "@millrace/plan"
import { parseForEach } from "./verbs/for-each.ts"
import { parseHuman } from "./verbs/human.ts"
import { parseLet } from "./verbs/let.ts"
import { parseLoop } from "./verbs/loop.ts"
import { parseMatch } from "./verbs/match.ts"
import { parseParallel } from "./verbs/parallel.ts"
import { parseStep } from "./verbs/step.ts"
import { parseTry } from "./verbs/try.ts"
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
  readonly human: (...args: Parameters<typeof parseHuman>) => UntypedBuilder
  readonly returns: (mapping: LiveMapping) => WrittenBlock | { readonly kind: "workflow"; readonly plan: Plan }
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
    human: (name, spec) => add(parseHuman(name, spec)),
    returns: (mapping) => {
      const body = block(written.nodes, mapping)
      return written.in === "block"
        ? Object.freeze({ block: body })
        : Object.freeze({ kind: "workflow", plan: Object.freeze({ ...written.head, body }) })
    },
  })
}

function block(nodes: ReadonlyArray<Node>, returns: LiveMapping | undefined): Block {
  return Object.freeze({ kind: "block", nodes: Object.freeze(nodes), ...(returns === undefined ? {} : { returns }) })
}

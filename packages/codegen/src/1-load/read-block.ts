import type { Block, Node as PlanNode } from "@millrace/plan"
import { Node } from "ts-morph"
import { chainFunction } from "./chain-function.ts"
import type { VerbCall } from "./chain.ts"
import { defined } from "./defined.ts"
import { didYouMean } from "./did-you-mean.ts"
import type { Reader } from "./reader.ts"
import type { SourceCode, SourceMapping } from "./source-code.ts"
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
import { parseReturns } from "./verbs/returns.ts"
import { parseSaga } from "./verbs/saga.ts"
import { parseSignal } from "./verbs/signal.ts"
import { parseSleep } from "./verbs/sleep.ts"
import { parseStep } from "./verbs/step.ts"
import { parseTry } from "./verbs/try.ts"
import { parseUse } from "./verbs/use.ts"
import { parseWebhook } from "./verbs/webhook.ts"
import { parseWhen } from "./verbs/when.ts"

type ParseVerb = (call: VerbCall, reader: Reader) => PlanNode<SourceCode> | undefined

const verbs: ReadonlyMap<string, ParseVerb> = new Map<string, ParseVerb>([
  ["step", parseStep],
  ["let", parseLet],
  ["parallel", parseParallel],
  ["race", parseRace],
  ["graph", parseGraph],
  ["when", parseWhen],
  ["match", parseMatch],
  ["loop", parseLoop],
  ["forEach", parseForEach],
  ["try", parseTry],
  ["saga", parseSaga],
  ["use", parseUse],
  ["sleep", parseSleep],
  ["signal", parseSignal],
  ["human", parseHuman],
  ["webhook", parseWebhook],
  ["agent", parseAgent],
  ["child", parseChild],
])

/** The names of all verbs, `returns` included. */
const verbNames: ReadonlyArray<string> = [...verbs.keys(), "returns"]

/** Reads the calls of a chain, in the order they were written. What cannot be read is reported and left out. */
export function readVerbs(calls: ReadonlyArray<VerbCall>, reader: Reader): Block<SourceCode> {
  const nodes: Array<PlanNode<SourceCode>> = []
  let returns: SourceMapping | undefined
  for (const [index, call] of calls.entries()) {
    if (call.args.some((each) => Node.isSpreadElement(each))) {
      reader.report({
        code: "VERB.ARGUMENT_SPREAD",
        node: call.call.getArguments().find((each) => Node.isSpreadElement(each)) ?? call.verbNode,
        message: `the arguments of '${call.verb}' are spread, so they are not known before it runs`,
        fix: "write each argument in its place",
      })
    } else if (call.verb === "returns") {
      returns = parseReturns(call, reader)
      const next = calls[index + 1]
      if (next !== undefined) {
        reader.report({
          code: "FLOW.RETURNS_NOT_LAST",
          node: next.verbNode,
          message: `'${next.verb}' follows 'returns', which ends a flow or block`,
          fix: "move '.returns(...)' to the end",
        })
        break
      }
    } else {
      const parse = verbs.get(call.verb)
      const node = parse === undefined ? unknownVerb(call, reader) : parse(call, reader)
      if (node !== undefined) nodes.push(node)
    }
  }
  return defined<Block<SourceCode>>({ kind: "block", nodes: Object.freeze(nodes), returns })
}

function unknownVerb(call: VerbCall, reader: Reader): undefined {
  return reader.report({
    code: "FLOW.VERB_UNKNOWN",
    node: call.verbNode,
    message: `'${call.verb}' is no verb of a flow`,
    fix: didYouMean(call.verb, verbNames) ?? `use one of ${verbNames.map((each) => `'${each}'`).join(", ")}`,
  })
}

/** Reads a block: `(b) => b.step(...)`. */
export function readBlock(given: Node, owner: string, reader: Reader): Block<SourceCode> | undefined {
  const found = chainFunction(given, { owner, fix: "write the block as (b) => b.step(...)" }, reader)
  return found && readVerbs(found.calls, found.reader)
}

/** Reads a block that may be left out. */
export function readOptionalBlock(
  given: Node | undefined,
  owner: string,
  reader: Reader,
): Block<SourceCode> | undefined {
  if (given === undefined || (Node.isIdentifier(given) && given.getText() === "undefined")) return undefined
  return readBlock(given, owner, reader)
}

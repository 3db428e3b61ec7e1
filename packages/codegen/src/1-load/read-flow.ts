import type { Plan } from "@millrace/plan"
import { chainOf } from "./chain.ts"
import { defined } from "./defined.ts"
import type { FoundFlow } from "./find-flows.ts"
import { parseFlowOptions } from "./flow-options.ts"
import { readVerbs } from "./read-block.ts"
import type { Reader } from "./reader.ts"
import type { LoadedFlow, SourceCode } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { shortText, staticValue } from "./static-value.ts"

/** Reads one flow: its name, its options and its chain. */
export function readFlow(found: FoundFlow, reader: Reader): LoadedFlow | undefined {
  const [nameNode, optionsNode] = found.origin.getArguments()
  if (nameNode === undefined) {
    return reader.report({
      code: "VERB.ARGUMENT_MISSING",
      node: found.origin,
      message: `flow '${found.exportName}' lacks a name`,
      fix: 'give it a name: flow("process-document")',
    })
  }
  const name = staticValue(nameNode, reader.modules)
  if (name.kind !== "value" || typeof name.value !== "string") {
    return reader.report({
      code: "VALUE.NOT_LITERAL",
      node: nameNode,
      message: `the name of flow '${found.exportName}' must be known before it runs, but ${name.kind === "unknown" ? name.reason : `'${shortText(nameNode)}' is no string`}`,
      fix: 'write the name as a string literal, such as "process-document"',
    })
  }
  if (name.value === "") {
    return reader.report({
      code: "NAME.EMPTY",
      node: nameNode,
      message: `flow '${found.exportName}' has an empty name`,
      fix: 'give it a name: flow("process-document")',
    })
  }
  const options = parseFlowOptions(optionsNode, `flow '${name.value}'`, reader)
  const { calls } = chainOf(found.chain, found.origin)
  const body = readVerbs(calls, reader)
  if (!calls.some((call) => call.verb === "returns")) {
    return reader.report({
      code: "FLOW.RETURNS_MISSING",
      node: calls.at(-1)?.verbNode ?? found.origin,
      message: `flow '${name.value}' ends without '.returns(...)'`,
      fix: "add '.returns((scope) => ...)' at the end, with the flow's result",
    })
  }
  if (options === undefined) return undefined
  const plan = defined<Plan<SourceCode>>({ kind: "plan", name: name.value, ...options, body, span: spanOf(nameNode) })
  return Object.freeze({ exportName: found.exportName, plan })
}

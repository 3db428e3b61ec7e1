import { Node } from "ts-morph"
import { unwrap } from "../../../1-load/unwrap.ts"
import type { MappingRule } from "./mapping-rule.ts"
import { targetOf } from "./target.ts"

/** What makes something that runs, and its members that do. */
const runningMembers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["activity", new Set(["run", "compensate"])],
  ["runner", new Set(["run", "stream", "effect", "start"])],
])

/** What is called from a mapping is no step: it has no retries, no timeout, no events and no undo. */
export const callsActivity: MappingRule = {
  code: "MAPPING.CALLS_ACTIVITY",
  does: "runs an activity or workflow",
  fix: "write a '.step(...)' or '.child(...)' before it, and read its result here",
  ofUse: ({ target }, { modules }) => {
    if (target.kind !== "variable") return false
    const initializer = target.node.getInitializer()
    const value = initializer && unwrap(initializer)
    if (!Node.isCallExpression(value)) return false
    const callee = value.getExpression()
    const [root, member] = Node.isPropertyAccessExpression(callee)
      ? [callee.getExpression(), callee.getName()]
      : [callee, undefined]
    if (!Node.isIdentifier(root)) return false
    const file = value.getSourceFile()
    const made = targetOf(root.getText(), member === undefined ? [] : [member], { file, modules })
    if (made.kind !== "package" || !made.symbol.startsWith("@millrace/")) return false
    const running = runningMembers.get(made.symbol.split("#")[1] ?? "")
    return running?.has(target.members[0] ?? "") === true
  },
}

import { Node } from "ts-morph"
import type { MappingRule } from "./mapping-rule.ts"

/** A regular expression with the flag `g` or `y` goes on searching where it stopped the last time. */
export const regexRemembers: MappingRule = {
  code: "MAPPING.REGEX_REMEMBERS",
  does: "uses a regular expression that remembers where it stopped",
  fix: "leave out the flag 'g' or 'y', or write the regular expression inside the function",
  ofUse: ({ target }) => {
    if (target.kind !== "variable" || !["test", "exec", "lastIndex"].includes(target.members[0] ?? "")) return false
    const value = target.node.getInitializer()
    return Node.isRegularExpressionLiteral(value) && /[gy]/.test(flagsOf(value.getLiteralText()))
  },
}

function flagsOf(literal: string): string {
  return literal.slice(literal.lastIndexOf("/") + 1)
}

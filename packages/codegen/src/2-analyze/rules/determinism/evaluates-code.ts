import { Node, SyntaxKind } from "ts-morph"
import type { MappingRule } from "./mapping-rule.ts"
import { oneOf } from "./symbols.ts"

const evaluates = oneOf("eval", "require", "node:vm", "node:module#createRequire")
const isFunctionConstructor = oneOf("Function")

/** Code that is made or loaded while the workflow runs is not what was analysed. */
export const evaluatesCode: MappingRule = {
  code: "MAPPING.EVALUATES_CODE",
  does: "runs code that is made or loaded at run time",
  fix: "import what it needs at the top of the file",
  ofUse: (use) => evaluates(use) || (use.as !== "value" && isFunctionConstructor(use)),
  ofNode: {
    text: /\bimport\b/,
    breaks: (node) => Node.isCallExpression(node) && node.getExpression().getKind() === SyntaxKind.ImportKeyword,
  },
}

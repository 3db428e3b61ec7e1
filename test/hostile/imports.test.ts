import { abi, runnerModule } from "@millrace/runtime/abi"
import ts from "typescript-6"
import { expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { head, writeFlow } from "./hostile-flow.ts"
import { makeChance } from "./hostile-strings.ts"
import { literalForms } from "./literal-forms.ts"
import { hostileWords } from "./words.ts"

const evaluating: ReadonlySet<string> = new Set(["eval", "Function", "require", "setTimeout", "setInterval"])

test.each(literalForms)(
  "runners of hostile flows in the form '%s' import the table and the author's own modules",
  (form) => {
    const chance = makeChance(40)
    const flows = Array.from({ length: 40 }, (_, index) => writeFlow(index, hostileWords(chance, []), form).text)
    const file = ts.createSourceFile("emitted.ts", compileText(head + flows.join("")), ts.ScriptTarget.ESNext, true)
    const imported = file.statements.filter(ts.isImportDeclaration).map((each) => ({
      from: ts.isStringLiteral(each.moduleSpecifier) ? each.moduleSpecifier.text : "",
      names: namesOf(each),
    }))
    const offered: ReadonlySet<string> = new Set([...abi.values, ...abi.types])
    expect(imported.map(({ from }) => from)).toEqual([runnerModule, runnerModule, "effect/Schema", "./hostile.flow.ts"])
    expect(
      imported
        .filter(({ from }) => from === runnerModule)
        .flatMap(({ names }) => names)
        .filter((name) => !offered.has(name)),
    ).toEqual([])
    expect(evaluationsIn(file)).toEqual([])
  },
)

function namesOf({ importClause }: ts.ImportDeclaration): ReadonlyArray<string> {
  const bindings = importClause?.namedBindings
  if (bindings === undefined || !ts.isNamedImports(bindings)) return ["*"]
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
}

/** Calls of what makes code of text, and imports that are expressions. */
function evaluationsIn(file: ts.SourceFile): ReadonlyArray<string> {
  const found: Array<string> = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = node.expression
      if (callee.kind === ts.SyntaxKind.ImportKeyword) found.push("import()")
      if (ts.isIdentifier(callee) && evaluating.has(callee.text)) found.push(callee.text)
      if (ts.isPropertyAccessExpression(callee) && callee.name.text === "constructor") found.push("constructor")
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

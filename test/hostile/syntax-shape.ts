import ts from "typescript-6"

/**
 * Gives the kinds of all nodes of a module, with names and literals left out; throws where it does not parse.
 *
 * **Details**
 *
 * `.name` and `["a-b"]` are one kind, and so are `name`, `name: name` and `"a-b": name` in objects, patterns and lists.
 */
export function syntaxShape(text: string): string {
  const file = ts.createSourceFile("emitted.ts", text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS)
  // The parser keeps its complaints in a property that its types leave out.
  const { parseDiagnostics } = file as ts.SourceFile & { readonly parseDiagnostics: ReadonlyArray<ts.Diagnostic> }
  const [first] = parseDiagnostics
  if (first !== undefined) {
    const near = text.slice(Math.max(0, (first.start ?? 0) - 40), (first.start ?? 0) + 40)
    throw new Error(`${ts.flattenDiagnosticMessageText(first.messageText, " ")} at ${JSON.stringify(near)}`)
  }
  const kinds: Array<string> = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || isTextAccess(node)) {
      kinds.push("[")
      visit(node.expression)
      kinds.push(".]")
      return
    }
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      kinds.push("[:")
      visit(ts.isPropertyAssignment(node) ? node.initializer : node.name)
      kinds.push("]")
      return
    }
    if (ts.isBindingElement(node)) {
      kinds.push("[{")
      visit(node.name)
      if (node.initializer !== undefined) visit(node.initializer)
      kinds.push("]")
      return
    }
    if (ts.isMethodDeclaration(node)) {
      kinds.push("[m", node.asteriskToken === undefined ? "" : "*")
      for (const each of [...node.parameters, node.body]) if (each !== undefined) visit(each)
      kinds.push("]")
      return
    }
    if (ts.isImportSpecifier(node)) {
      kinds.push("[i]")
      return
    }
    kinds.push(`[${node.kind}`)
    ts.forEachChild(node, visit)
    kinds.push("]")
  }
  visit(file)
  return kinds.join("")
}

function isTextAccess(node: ts.Node): node is ts.ElementAccessExpression {
  return ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)
}

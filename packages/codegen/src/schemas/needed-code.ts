import { ts } from "ts-morph"

/**
 * Leaves out of a module of effect's compiler what a runner never calls, and prints the rest, a statement a line.
 *
 * **Details**
 *
 * Where a whole schema is one function (`decode`), the others are never called. Where it is not, a schema that is pure is
 * decoded by all of them, up to the first issue. One that is not is asked at once for all that is wrong with a value, and
 * then the compiled code of a struct or an array (`R.decode`) hands over to the interpreter, which does the same without it.
 */
export function neededCode(code: string, isPure: boolean): string {
  const statements = parsed(code).filter((statement) => !ts.isImportDeclaration(statement))
  const functions = new Map<string, string>()
  const declared = statements.filter(ts.isFunctionDeclaration)
  const isWhole = declared.some((each) => nameOf(each) === "d0" && /case "decode":/.test(each.getText()))
  for (const declaration of declared.filter((each) => nameOf(each) !== "install")) {
    const kept = isPure && !isWhole ? printed(declaration) : compilerOf(declaration)
    if (kept !== undefined) functions.set(nameOf(declaration), kept)
  }
  const install = declared.find((declaration) => nameOf(declaration) === "install")
  const lines = install === undefined ? [] : installation(install, functions)
  return [...functions.values(), ...lines].join("\n")
}

/** The text of a function that compiles a node, or `undefined` where nothing of it is needed. */
function compilerOf(declaration: ts.FunctionDeclaration): string | undefined {
  const clauses: Array<ts.CaseClause> = []
  const visit = (node: ts.Node): void => {
    if (ts.isCaseClause(node)) clauses.push(node)
    else if (!ts.isFunctionExpression(node)) ts.forEachChild(node, visit)
  }
  visit(declaration)
  const needless = clauses.filter((clause) => /^case "decodeEffect":\{\s*return R\.decode\(/.test(clause.getText()))
  if (clauses.length === needless.length) return undefined
  const start = declaration.getStart()
  let text = declaration.getText()
  for (const clause of needless.toReversed()) {
    text = text.slice(0, clause.getStart() - start) + text.slice(clause.getEnd() - start)
  }
  return parsed(text).map(printed).join("\n")
}

/** The lines that install what is left, with the constants that they need. */
function installation({ body }: ts.FunctionDeclaration, functions: ReadonlyMap<string, string>): ReadonlyArray<string> {
  const lines: Array<string> = []
  for (const statement of [...(body?.statements ?? [])].toReversed()) {
    const text = printed(statement)
    const [, name] = /^const (a\d+) =/.exec(text) ?? []
    const [, compiler] = /^runtime\.setCompiler\(a\d+, (d\d+)\);$/.exec(text) ?? []
    const isNeeded =
      name === undefined
        ? compiler === undefined || functions.has(compiler)
        : lines.some((line) => new RegExp(`\\b${name}\\b`).test(line))
    if (isNeeded) lines.unshift(text)
  }
  return lines
}

function nameOf(declaration: ts.FunctionDeclaration): string {
  return declaration.name?.text ?? ""
}

function parsed(code: string): ReadonlyArray<ts.Statement> {
  return ts.createSourceFile("schemas.js", code, ts.ScriptTarget.ESNext, true).statements
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed, removeComments: true })

function printed(statement: ts.Statement): string {
  const result = ts.transform(statement, [spaciously])
  const text = result.transformed.map((each) =>
    printer.printNode(ts.EmitHint.Unspecified, each, statement.getSourceFile()),
  )
  result.dispose()
  return text.join("\n")
}

/** Gives every statement of a block a line of its own. */
const spaciously: ts.TransformerFactory<ts.Statement> = (context) => {
  const visitor = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visitor, context)
    if (!ts.isBlock(inner)) return inner
    const statements = inner.statements.filter((each) => !ts.isEmptyStatement(each))
    return context.factory.createBlock(statements, true)
  }
  return (statement) => ts.visitNode(statement, visitor, ts.isStatement)
}

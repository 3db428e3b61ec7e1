import { definedNames, describeNode } from "@millrace/plan"
import type { Diagnostic, Node, Span } from "@millrace/plan"
import type { DiagnosticCode } from "../1-load/diagnostic-codes.ts"
import type { SourceCode } from "../1-load/source-code.ts"
import type { NamesInScope } from "./names-in-scope.ts"

/** Names that the language itself puts into scope. */
const reservedNames: ReadonlySet<string> = new Set([
  "input",
  "vars",
  "item",
  "index",
  "state",
  "iteration",
  "error",
  "resource",
])

/** Names in scope, with the place each was defined; the language's own have none. */
export type Visible = NamesInScope<Span | undefined>

type Report = (diagnostic: Diagnostic) => void

/** Gives what is visible after a node; reports a name that is taken, reserved or empty. */
export function defineNames(node: Node<SourceCode>, visible: Visible, report: Report): Visible {
  let next = visible
  for (const { name, span } of definedNames(node)) {
    const earlier = next.get(name)
    if (isWellNamed(name, span, report) && next.has(name)) {
      const where = earlier === undefined ? "" : ` (line ${earlier.line})`
      reportAt(span, report, {
        code: "NAME.DUPLICATE",
        message: `'${name}' is already defined by an earlier step${where}`,
        fix: "give one of the two another name",
      })
    }
    next = next.with([[name, span]])
  }
  return next
}

/** Reports labels of a node's blocks that cannot be told apart, or that JavaScript's objects cannot have. */
export function checkLabels(node: Node<SourceCode>, report: Report): void {
  if (node.kind === "match") {
    const what = `case of ${describeNode(node)}`
    checkUnique(node.cases, what, report)
    if (node.otherwise === undefined) return
    for (const { label, span } of node.cases) {
      if (label !== "otherwise") continue
      reportAt(span, report, {
        code: "LABEL.RESERVED",
        message: `a ${what} has the label 'otherwise', and so has the block for all other cases`,
        fix: "give the case another label, or leave the 'otherwise' block out",
      })
    }
  }
  if (node.kind === "try") {
    const handlers = node.handlers.map(({ tag, span }) => ({ label: tag, ...(span && { span }) }))
    checkUnique(handlers, `handler of ${describeNode(node)}`, report)
  }
  if (node.kind === "race") {
    if (node.branches.length === 0) {
      reportAt(node.span, report, {
        code: "PLAN.RACE_EMPTY",
        message: `${describeNode(node)} has no branches`,
        fix: "give it at least one branch",
      })
    }
    const branches = node.branches.map(({ name, span }) => ({ label: name, ...(span && { span }) }))
    checkUnique(branches, `branch of ${describeNode(node)}`, report)
  }
}

function isWellNamed(name: string, span: Span | undefined, report: Report): boolean {
  if (name === "") {
    reportAt(span, report, { code: "NAME.EMPTY", message: "a step has an empty name", fix: "give it a name" })
    return false
  }
  if (reservedNames.has(name) || name === "__proto__") {
    const reason =
      name === "__proto__" ? "which is no name in JavaScript's objects" : "which the language itself puts into scope"
    reportAt(span, report, {
      code: "NAME.RESERVED",
      message: `a step has the name '${name}', ${reason}`,
      fix: "give it another name",
    })
    return false
  }
  return true
}

function checkUnique(
  labels: ReadonlyArray<{ readonly label: string; readonly span?: Span }>,
  what: string,
  report: Report,
): void {
  const seen = new Set<string>()
  for (const { label, span } of labels) {
    if (label === "__proto__") {
      reportAt(span, report, {
        code: "NAME.RESERVED",
        message: `a ${what} has the label '__proto__', which is no name in JavaScript's objects`,
        fix: "give it another label",
      })
    }
    if (seen.has(label)) {
      reportAt(span, report, {
        code: "LABEL.DUPLICATE",
        message: `'${label}' is already a ${what}`,
        fix: "keep one of the two",
      })
    }
    seen.add(label)
  }
}

interface Problem {
  readonly code: DiagnosticCode
  readonly message: string
  readonly fix: string
}

function reportAt(span: Span | undefined, report: Report, problem: Problem): void {
  // Every node of a loaded plan has its span; plans made elsewhere are not analysed.
  if (span !== undefined) report({ level: "error", span, ...problem })
}

import { visit } from "@millrace/plan"
import type { Block, Diagnostic, Node, Plan, Span } from "@millrace/plan"
import type { DiagnosticCode } from "../1-load/diagnostic-codes.ts"
import type { SourceCode, SourceMapping } from "../1-load/source-code.ts"
import { spanOf } from "../1-load/span-of.ts"
import type { NameTable, Trail } from "./name-table.ts"
import { definedNames, nameTable } from "./name-table.ts"
import { namesRead } from "./names-read.ts"
import { unknownName } from "./unknown-name.ts"

/** Names that the language itself puts into scope. */
const reservedNames: ReadonlySet<string> = new Set(["input", "vars", "item", "index", "state", "iteration", "error"])

/** Names in scope, with the place each was defined; the language's own have none. */
type Visible = ReadonlyMap<string, Span | undefined>

/** Where the walk over a plan stands. */
interface Standing {
  readonly visible: Visible
  readonly trail: Trail
}

interface Check {
  readonly table: NameTable
  /** Names that nothing defines anywhere, and that have been reported: one mistake, however often they are read. */
  readonly unknown: Set<string>
  readonly report: (diagnostic: Diagnostic) => void
}

/** Checks that every name in a plan is free where it is defined, and defined where it is read. */
export function checkScope(plan: Plan<SourceCode>): ReadonlyArray<Diagnostic> {
  const diagnostics: Array<Diagnostic> = []
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic)
  }
  const check: Check = { table: nameTable(plan), unknown: new Set(), report }
  const input: Visible = new Map([["input", undefined]])
  const standing = (visible: Visible): Standing => ({ visible, trail: [] })
  checkReads(plan.vars, { owner: `'vars' of flow '${plan.name}'`, standing: standing(input) }, check)
  const visible: Visible = plan.vars === undefined ? input : new Map([...input, ["vars", undefined]])
  checkBlock(plan.body, { owner: `flow '${plan.name}'`, standing: standing(visible) }, check)
  return diagnostics
}

interface Place {
  /** Whose code it is, for messages: `step 'charge'`. */
  readonly owner: string
  readonly standing: Standing
  readonly node?: Node<SourceCode>
}

function checkBlock(block: Block<SourceCode>, place: Place, check: Check): void {
  let visible = place.standing.visible
  for (const node of block.nodes) visible = checkNode(node, { ...place.standing, visible }, check)
  checkReads(block.returns, { owner: `'returns' of ${place.owner}`, standing: { ...place.standing, visible } }, check)
}

/** Checks a node, and gives what is visible after it. */
function checkNode(node: Node<SourceCode>, standing: Standing, check: Check): Visible {
  const owner = node.kind === "parallel" ? "'parallel'" : `${node.kind} '${node.name}'`
  const place: Place = { owner, standing, node }
  const inside = (label: string, owned: string, names: ReadonlyArray<string> = []): Place => ({
    owner: owned,
    standing: {
      visible: new Map([...standing.visible, ...names.map((name) => [name, undefined] as const)]),
      trail: [...standing.trail, { node, label }],
    },
  })
  visit<SourceCode, void>(node, {
    step: ({ mapping }) => checkReads(mapping, place, check),
    let: ({ mapping }) => checkReads(mapping, place, check),
    parallel: ({ branches }) => {
      for (const { name, block } of branches) checkBlock(block, inside(name, `branch '${name}'`), check)
    },
    when: ({ predicate, then, otherwise }) => {
      checkReads(predicate, place, check)
      checkBlock(then, inside("then", `the block of ${owner}`), check)
      if (otherwise !== undefined) checkBlock(otherwise, inside("otherwise", `'otherwise' of ${owner}`), check)
    },
    match: ({ on, cases, otherwise }) => {
      checkReads(on, place, check)
      checkLabels(
        cases.map(({ label, span }) => ({ label, span })),
        `case of ${owner}`,
        check,
      )
      for (const { label, block } of cases) checkBlock(block, inside(label, `case '${label}' of ${owner}`), check)
      if (otherwise !== undefined) checkBlock(otherwise, inside("otherwise", `'otherwise' of ${owner}`), check)
    },
    loop: ({ initial, body }) => {
      checkReads(initial, { ...place, owner: `'initial' of ${owner}` }, check)
      checkBlock(body, inside("body", `the body of ${owner}`, ["state", "iteration"]), check)
    },
    forEach: ({ items, body }) => {
      checkReads(items, place, check)
      checkBlock(body, inside("body", `the body of ${owner}`, ["item", "index"]), check)
    },
    try: ({ body, handlers }) => {
      checkBlock(body, inside("try", `the body of ${owner}`), check)
      checkLabels(
        handlers.map(({ tag, span }) => ({ label: tag, span })),
        `handler of ${owner}`,
        check,
      )
      for (const { tag, block } of handlers)
        checkBlock(block, inside(tag, `handler '${tag}' of ${owner}`, ["error"]), check)
    },
    human: ({ show, onDeadline }) => {
      checkReads(show, place, check)
      if (onDeadline !== undefined) checkBlock(onDeadline, inside("onDeadline", `'onDeadline' of ${owner}`), check)
    },
  })
  return define(node, standing.visible, check)
}

function define(node: Node<SourceCode>, visible: Visible, check: Check): Visible {
  const next = new Map(visible)
  for (const { name, span } of definedNames(node)) {
    const earlier = next.get(name)
    if (isWellNamed(name, span, check) && next.has(name)) {
      const where = earlier === undefined ? "" : ` (line ${earlier.line})`
      reportAt(span, check, {
        code: "NAME.DUPLICATE",
        message: `'${name}' is already defined by an earlier step${where}`,
        fix: "give one of the two another name",
      })
    }
    next.set(name, span)
  }
  return next
}

function isWellNamed(name: string, span: Span | undefined, check: Check): boolean {
  if (name === "") {
    reportAt(span, check, { code: "NAME.EMPTY", message: "a step has an empty name", fix: "give it a name" })
    return false
  }
  if (reservedNames.has(name) || name === "__proto__") {
    const reason =
      name === "__proto__" ? "which is no name in JavaScript's objects" : "which the language itself puts into scope"
    reportAt(span, check, {
      code: "NAME.RESERVED",
      message: `a step has the name '${name}', ${reason}`,
      fix: "give it another name",
    })
    return false
  }
  return true
}

function checkLabels(
  labels: ReadonlyArray<{ label: string; span: Span | undefined }>,
  what: string,
  check: Check,
): void {
  const seen = new Set<string>()
  for (const { label, span } of labels) {
    if (label === "__proto__") {
      reportAt(span, check, {
        code: "NAME.RESERVED",
        message: `a ${what} has the label '__proto__', which is no name in JavaScript's objects`,
        fix: "give it another label",
      })
    }
    if (seen.has(label)) {
      reportAt(span, check, {
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

function reportAt(span: Span | undefined, check: Check, problem: Problem): void {
  // Every node of a loaded plan has its span; plans made elsewhere are not analysed.
  if (span !== undefined) check.report({ level: "error", span, ...problem })
}

function checkReads(mapping: SourceMapping | undefined, place: Place, check: Check): void {
  if (mapping === undefined || mapping.kind !== "lambda") return
  const reported = new Set<string>()
  for (const { name, node } of namesRead(mapping)) {
    if (place.standing.visible.has(name) || reported.has(name)) continue
    reported.add(name)
    if (check.unknown.has(name)) continue
    if (!check.table.some((each) => each.name === name)) check.unknown.add(name)
    const { visible, trail } = place.standing
    const { message, fix } = unknownName(
      { name, owner: place.owner, visible: [...visible.keys()], trail, node: place.node },
      check.table,
    )
    check.report({ code: "SCOPE.NAME_UNKNOWN", level: "error", message, fix, span: spanOf(node) })
  }
}

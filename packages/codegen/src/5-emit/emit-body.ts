import type { Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import type {
  Assigned,
  BindStatement,
  Body,
  IfStatement,
  RecordTarget,
  ReleaseStatement,
  Statement,
  SwitchStatement,
  Target,
} from "../3-lower/statement.ts"
import { code, makeName } from "./code.ts"
import type { Emission } from "./emission.ts"
import { emitComments, emitPieces } from "./emit-author.ts"
import { emitBlock } from "./emit-closure.ts"
import { emitExpression } from "./emit-expression.ts"
import type { Layout } from "./layout.ts"
import { beginningOf, group, hardline, indent, joined, sequence, text, withOrigin } from "./layout.ts"
import { looseObjectLayout, objectLayout } from "./lists.ts"
import { propertyKey } from "./property-key.ts"

/** Writes the body of a function: its statements, and `return` for what it comes to. */
export function emitBody({ statements, result }: Body, emission: Emission): ReadonlyArray<Layout> {
  const written = emitStatements(statements, emission)
  if (result === undefined) return written
  const returned = withComments(result, code`return ${emitExpression(result, emission)}`)
  return [...written, apart(statements.at(-1)) ? spaced(returned) : returned]
}

/** Writes statements, with an empty line before and after one that branches. */
function emitStatements(statements: ReadonlyArray<Statement>, emission: Emission): ReadonlyArray<Layout> {
  return statements.map((statement, index) => {
    const written = emitStatement(statement, emission)
    return index > 0 && (apart(statement) || apart(statements[index - 1])) ? spaced(written) : written
  })
}

function apart(statement: Statement | undefined): boolean {
  return statement?.kind === "if" || statement?.kind === "switch"
}

function spaced(written: Layout): Layout {
  return sequence(hardline, written)
}

function emitStatement(statement: Statement, emission: Emission): Layout {
  return withOrigin(statement.origin, emitKind(statement, emission))
}

function emitKind(statement: Statement, emission: Emission): Layout {
  switch (statement.kind) {
    case "bind":
      return emitBind(statement, emission)
    case "run":
      return withComments(statement.value, emitRun(statement.value, emission))
    case "release":
      return emitRelease(statement, emission)
    case "if":
      return emitIf(statement, emission)
    case "switch":
      return emitSwitch(statement, emission)
  }
}

function emitBind({ target, value }: BindStatement, emission: Emission): Layout {
  const annotation = emitAnnotation(value, emission)
  const keyword = text(localsOf(target).some((local) => emission.released.has(local)) ? "let" : "const")
  const written = code`${keyword} ${emitTarget(target, emission)}${annotation} = ${emitExpression(value, emission)}`
  return withComments(value, target.kind === "record" && isComplex(target) ? group(written) : written)
}

function localsOf(target: Target): ReadonlyArray<Local> {
  switch (target.kind) {
    case "local":
      return [target]
    case "record":
      return target.entries.map(([, local]) => local)
    case "tuple":
      return target.locals
  }
}

/** Writes `one = two = released`. */
function emitRelease({ released }: ReleaseStatement, { imports, captured }: Emission): Layout {
  const variables = released.flatMap(({ local, holder }) =>
    holder !== undefined && captured.has(local) ? [local, holder] : [local],
  )
  const names = variables.map((local) => code`${makeName(local.name)} = `)
  return sequence(...names, code`${imports.abi("released")}`)
}

function emitAnnotation(value: Expression, { imports }: Emission): Layout {
  if (value.kind !== "author") return text("")
  if (value.type !== undefined) {
    for (const use of value.type.uses) imports.use(use)
    return code`: ${emitPieces(value.type.pieces)}`
  }
  return text(value.isEmptyArray ? ": never[]" : "")
}

function emitTarget(target: Target, { read }: Emission): Layout {
  switch (target.kind) {
    case "local":
      return code`${makeName(target.name)}`
    case "record":
      return emitRecordTarget(target)
    case "tuple": {
      const names = target.locals.map((local) => text(read.has(local) ? local.name : ""))
      return sequence(text("["), joined(names, text(", ")), text("]"))
    }
  }
}

function emitRecordTarget(target: RecordTarget): Layout {
  const entries = target.entries.map(([key, local]) => emitEntry(key, local))
  return isComplex(target) ? looseObjectLayout(entries) : objectLayout(entries)
}

/** Formatters break a pattern of more than two entries, one of them renamed, when its statement takes several lines. */
function isComplex({ entries }: RecordTarget): boolean {
  return entries.length > 2 && entries.some(([key, local]) => propertyKey(key) !== local.name)
}

/** Writes an entry of a destructuring: `key`, or `key: local` where the local is called otherwise. */
export function emitEntry(key: string, { name }: Local): Layout {
  const written = propertyKey(key)
  return written === name ? text(written) : code`${text(written)}: ${makeName(name)}`
}

/** An expression that does nothing visible is marked with `void`, for the reader and for checkers of unused values. */
function emitRun(value: Expression, emission: Emission): Layout {
  const written = emitExpression(value, emission)
  if (value.kind !== "author") return continuesLine(written) ? sequence(text(";"), written) : written
  return value.shape === "call" ? code`void ${written}` : code`void (${written})`
}

/** Without a semicolon, a statement that begins like this is read as a part of the line before it. */
function continuesLine(statement: Layout): boolean {
  return /^[([`+\-/<]/.test(beginningOf(statement))
}

function emitIf(statement: IfStatement, emission: Emission): Layout {
  const { assigned, test, then, otherwise } = statement
  const written = sequence(
    code`if (${emitExpression(test, emission)}) `,
    emitBlock(emitBranch(then, assigned, emission)),
    text(" else "),
    emitBlock(emitBranch(otherwise, assigned, emission)),
  )
  return withComments(test, aroundAssigned(assigned, written, emission))
}

function emitSwitch(statement: SwitchStatement, emission: Emission): Layout {
  const { assigned, on, cases, otherwise } = statement
  const written = cases.map(({ label, body }) => {
    const statements = [...emitBranch(body, assigned, emission), text("break")]
    return code`case ${label}: ${emitBlock(statements)}`
  })
  const last =
    "kind" in otherwise
      ? sequence(text("default:"), indent(sequence(hardline, code`throw ${emitExpression(otherwise, emission)}`)))
      : code`default: ${emitBlock(emitBranch(otherwise, assigned, emission))}`
  const whole = code`switch (${emitExpression(on, emission)}) ${emitBlock([...written, last])}`
  return withComments(on, aroundAssigned(assigned, whole, emission))
}

function emitBranch(body: Body, assigned: Assigned | undefined, emission: Emission): ReadonlyArray<Layout> {
  const { statements, result, released = [] } = body
  if (assigned === undefined || result === undefined) {
    const run: ReadonlyArray<Statement> = result === undefined ? [] : [{ kind: "run", value: result }]
    return emitStatements([...statements, ...run], emission)
  }
  const isNever = result.kind === "author" && result.isEmptyArray
  const value = code`${emitExpression(result, emission)}${text(isNever ? " satisfies never[]" : "")}`
  const assignment = code`${makeName(variableOf(assigned, emission).name)} = ${value}`
  const last = released.length === 0 ? [] : [emitRelease({ kind: "release", released }, emission)]
  return [...emitStatements(statements, emission), withComments(result, assignment), ...last]
}

function aroundAssigned(assigned: Assigned | undefined, written: Layout, emission: Emission): Layout {
  if (assigned === undefined) return written
  const variable = variableOf(assigned, emission)
  const declaration = code`let ${makeName(variable.name)}`
  if (variable === assigned.local) return joined([declaration, written], hardline)
  const keyword = text(emission.released.has(assigned.local) ? "let" : "const")
  const constant = code`${keyword} ${makeName(assigned.local.name)} = ${makeName(variable.name)}`
  return joined([declaration, written, constant], hardline)
}

function variableOf({ local, holder }: Assigned, { captured }: Emission): Local {
  return captured.has(local) ? holder : local
}

function withComments(value: Expression, written: Layout): Layout {
  return value.kind === "author" ? sequence(...emitComments(value), written) : written
}

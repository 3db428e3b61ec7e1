import type { Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import { localsRead } from "../3-lower/locals-read.ts"
import type { RunnerDefinition, RunnerModule } from "../3-lower/runner-module.ts"
import type { Assigned, BindStatement, Body, Statement, Target } from "../3-lower/statement.ts"
import { statementAt } from "../3-lower/with-origin.ts"
import { mapBody } from "./map-bodies.ts"

/**
 * Binds no name to a value that nobody reads, and leaves out what then does nothing.
 *
 * **Details**
 *
 * An expression of the author that may throw still runs: a workflow fails with it where the interpreter fails with it.
 */
export function dropUnreadValues(module: RunnerModule): RunnerModule {
  return { ...module, runners: module.runners.map(dropInRunner) }
}

function dropInRunner(runner: RunnerDefinition): RunnerDefinition {
  let current = runner.body
  // Each round may leave locals that only a dropped value had read.
  for (;;) {
    const { read } = localsRead(current)
    const next = mapBody(current, { statement: (statement) => dropIn(statement, read) })
    if (statementCount(next) === statementCount(current) && localsRead(next).read.size === read.size) {
      return { ...runner, body: next }
    }
    current = next
  }
}

function dropIn(statement: Statement, read: ReadonlySet<Local>): ReadonlyArray<Statement> {
  switch (statement.kind) {
    case "bind":
      return dropTarget(statement, read)
    case "run":
      return isIdle(statement.value) ? [] : [statement]
    case "release":
      return [statement]
    case "if": {
      if (isRead(statement.assigned, read)) return [statement]
      const { assigned: _, ...rest } = statement
      return [{ ...rest, then: withoutResult(rest.then), otherwise: withoutResult(rest.otherwise) }]
    }
    case "switch": {
      if (isRead(statement.assigned, read)) return [statement]
      const { assigned: _, ...rest } = statement
      const cases = rest.cases.map(({ label, body }) => ({ label, body: withoutResult(body) }))
      const otherwise = "kind" in rest.otherwise ? rest.otherwise : withoutResult(rest.otherwise)
      return [{ ...rest, cases, otherwise }]
    }
  }
}

function dropTarget(statement: BindStatement, read: ReadonlySet<Local>): ReadonlyArray<Statement> {
  const target = readTarget(statement.target, read)
  if (target !== undefined) return [{ ...statement, target }]
  const { value, origin } = statement
  return isIdle(value) ? [] : [statementAt({ kind: "run", value }, origin)]
}

function readTarget(target: Target, read: ReadonlySet<Local>): Target | undefined {
  switch (target.kind) {
    case "local":
      return read.has(target) ? target : undefined
    case "record": {
      const entries = target.entries.filter(([, local]) => read.has(local))
      return entries.length === 0 ? undefined : { ...target, entries }
    }
    case "tuple": {
      const count = target.locals.findLastIndex((local) => read.has(local)) + 1
      return count === 0 ? undefined : { ...target, locals: target.locals.slice(0, count) }
    }
  }
}

function isRead(assigned: Assigned | undefined, read: ReadonlySet<Local>): boolean {
  return assigned !== undefined && read.has(assigned.local)
}

function withoutResult({ statements, result }: Body): Body {
  if (result === undefined || isIdle(result)) return { statements }
  return { statements: [...statements, { kind: "run", value: result }] }
}

/** Whether evaluating it does nothing at all. */
function isIdle(expression: Expression): boolean {
  switch (expression.kind) {
    case "array":
      return expression.elements.every(isIdle)
    case "author":
      return expression.isQuiet
    case "object":
      return expression.entries.every(([, value]) => isIdle(value))
    case "literal":
    case "read":
    case "closure":
    case "runner":
      return true
    case "call":
    case "conditional":
    case "yield":
      return false
  }
}

function statementCount(body: Body): number {
  let count = 0
  mapBody(body, {
    statement: (statement) => {
      count += 1
      return [statement]
    },
  })
  return count
}

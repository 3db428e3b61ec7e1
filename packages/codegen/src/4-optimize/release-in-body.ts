import type { ClosureExpression, Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import { localsRead } from "../3-lower/locals-read.ts"
import type { Body, Released, Statement } from "../3-lower/statement.ts"
import { locallyBound } from "./locally-bound.ts"
import type { ClosureUse } from "./map-closures.ts"
import { mapClosures } from "./map-closures.ts"
import { waits } from "./waits.ts"

/** The locals that a piece of code may let go: those of the code around it that nothing behind it reads. */
type MayGo = ReadonlyMap<Local, Released>

/** A piece of code that lets values go, and the locals that it has let go whatever way it took. */
interface Releasing<Code> {
  readonly code: Code
  readonly gone: ReadonlySet<Local>
}

/** What there is to know beside the code itself. */
interface Around {
  /** The locals that are never let go. */
  readonly kept: ReadonlySet<Local>
  readonly mayGo: MayGo
  /** Whether a branch has a wait behind it. */
  readonly waitsBehind: boolean
  /** Whether its statements only write what then runs at the same time. */
  readonly areNodes?: boolean
}

/**
 * Lets values go in a body and in the closures inside it.
 *
 * **Details**
 *
 * A body is read backwards, so that its last readers come first. Behind a reader a value goes where something still waits
 * in the same body; what a branch has bound goes in the branch, for nothing behind it has the name. Where one branch reads
 * a value last and another one waits, it goes at the beginning of the other one.
 */
export function releaseInBody(body: Body, { kept, mayGo, waitsBehind, areNodes = false }: Around): Releasing<Body> {
  const bound = new Map<Local, Released>()
  for (const each of body.statements.flatMap(locallyBound)) if (!kept.has(each.local)) bound.set(each.local, each)
  // Of nodes that run at the same time none is known to be the last reader.
  const read = areNodes ? readTwice(body) : new Set<Local>()
  const gone = new Set<Local>()
  let isWaiting = false
  /** Gives the statement, and what goes behind it. */
  const inStatement = <Kind extends Statement>(statement: Kind): readonly [Kind, ReadonlyArray<Released>] => {
    const last = new Map<Local, Released>()
    for (const local of localsRead({ statements: [statement] }).read) {
      const released = read.has(local) ? undefined : (bound.get(local) ?? mayGo.get(local))
      if (released !== undefined) last.set(local, released)
      read.add(local)
    }
    const around = { kept, mayGo: last, waitsBehind: isWaiting || waitsBehind }
    const inside = releaseInStatement(statement, around)
    const behind = [...last.values()].filter(
      ({ local }) => !inside.gone.has(local) && (isWaiting || (waitsBehind && bound.has(local))),
    )
    for (const local of [...inside.gone, ...behind.map(({ local }) => local)]) gone.add(local)
    isWaiting ||= waits(statement)
    return [inside.code, behind]
  }
  const [result, released] =
    body.result === undefined ? [undefined, []] : inStatement({ kind: "run", value: body.result })
  const statements = body.statements
    .toReversed()
    .map(inStatement)
    .toReversed()
    .flatMap(([statement, behind]) => [statement, ...release(behind)])
  const before = isWaiting ? [...mayGo.values()].filter(({ local }) => !read.has(local)) : []
  for (const { local } of before) gone.add(local)
  const code: Body = {
    statements: [...release(before), ...statements],
    ...(result === undefined ? {} : { result: result.value }),
    ...(released.length === 0 ? {} : { released }),
  }
  return { code, gone }
}

/** The locals that more than one statement of a body reads. */
function readTwice({ statements }: Body): Set<Local> {
  const once = new Set<Local>()
  const twice = new Set<Local>()
  for (const statement of statements) {
    for (const local of localsRead({ statements: [statement] }).read) (once.has(local) ? twice : once).add(local)
  }
  return twice
}

function release(released: ReadonlyArray<Released>): ReadonlyArray<Statement> {
  return released.length === 0 ? [] : [{ kind: "release", released }]
}

/** A statement stays one of its kind. */
function releaseInStatement<Kind extends Statement>(statement: Kind, around: Around): Releasing<Kind>
function releaseInStatement(statement: Statement, around: Around): Releasing<Statement> {
  switch (statement.kind) {
    case "bind":
    case "run": {
      const { code: value, gone } = releaseInExpression(statement.value, around)
      return { code: { ...statement, value }, gone }
    }
    case "release":
      return { code: statement, gone: new Set() }
    case "if": {
      const then = releaseInBody(statement.then, around)
      const otherwise = releaseInBody(statement.otherwise, around)
      const gone = goneInAll([then, otherwise], around)
      return { code: { ...statement, then: then.code, otherwise: otherwise.code }, gone }
    }
    case "switch": {
      const cases = statement.cases.map(({ label, body }) => ({ label, ...releaseInBody(body, around) }))
      const written = cases.map(({ label, code: body }) => ({ label, body }))
      // A value that no case covers ends the run.
      if ("kind" in statement.otherwise) {
        return { code: { ...statement, cases: written }, gone: goneInAll(cases, around) }
      }
      const otherwise = releaseInBody(statement.otherwise, around)
      const gone = goneInAll([...cases, otherwise], around)
      return { code: { ...statement, cases: written, otherwise: otherwise.code }, gone }
    }
  }
}

function goneInAll(ways: ReadonlyArray<Releasing<Body>>, { mayGo }: Around): ReadonlySet<Local> {
  return new Set([...mayGo.keys()].filter((local) => ways.every(({ gone }) => gone.has(local))))
}

/** A closure that runs once lets go what nothing else of the statement reads. */
function releaseInExpression(value: Expression, { kept, mayGo }: Around): Releasing<Expression> {
  const gone = new Set<Local>()
  const { counts } = localsRead({ statements: [], result: value })
  const inClosure = (closure: ClosureExpression, use: ClosureUse): ClosureExpression => {
    const { counts: inside } = localsRead(closure.body)
    const isItsOwn = ([local]: readonly [Local, Released]): boolean =>
      use.kind !== "often" && inside.has(local) && inside.get(local) === counts.get(local)
    const states = use.kind === "often" ? use.states.filter((local) => inside.has(local) && !kept.has(local)) : []
    const releasing = releaseInBody(closure.body, {
      kept,
      mayGo: new Map([...[...mayGo].filter(isItsOwn), ...states.map((local) => [local, { local }] as const)]),
      waitsBehind: false,
      areNodes: use.kind === "nodes",
    })
    if (use.kind === "once" || use.kind === "nodes") for (const local of releasing.gone) gone.add(local)
    return { ...closure, body: releasing.code }
  }
  return { code: mapClosures(value, inClosure), gone }
}

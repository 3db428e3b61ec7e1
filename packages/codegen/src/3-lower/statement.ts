import type { CallExpression, Expression, Originated } from "./expression.ts"
import type { Local } from "./local.ts"

/** A statement of the emitted code. The union is closed. */
export type Statement = BindStatement | IfStatement | ReleaseStatement | RunStatement | SwitchStatement

/** Statements, and what they come to. */
export interface Body {
  readonly statements: ReadonlyArray<Statement>
  readonly result?: Expression
  /** What a branch lets go when its result has been taken. */
  readonly released?: ReadonlyArray<Released>
}

/** `const target = value`. */
export interface BindStatement extends Originated {
  readonly kind: "bind"
  readonly target: Target
  readonly value: Expression
}

/** What a value is bound to. */
export type Target = Local | RecordTarget | TupleTarget

/** `{ key: local }`. */
export interface RecordTarget {
  readonly kind: "record"
  readonly entries: ReadonlyArray<readonly [key: string, local: Local]>
}

/** `[first, second]`. */
interface TupleTarget {
  readonly kind: "tuple"
  readonly locals: ReadonlyArray<Local>
}

/** `local = released`: lets values go that nobody reads any more, so that a wait behind it does not keep them. */
export interface ReleaseStatement extends Originated {
  readonly kind: "release"
  readonly released: ReadonlyArray<Released>
}

/** A local whose value is let go, with its holder where it is a constant made from one. */
export interface Released {
  readonly local: Local
  readonly holder?: Local
}

/** An expression for its effect alone. */
interface RunStatement extends Originated {
  readonly kind: "run"
  readonly value: Expression
}

/**
 * The variable that the branches of an `if` or `switch` assign.
 *
 * **Details**
 *
 * TypeScript infers an un-annotated `let` by control flow, but not inside closures. Where the value is read in one, the
 * branches assign `holder`, and `local` is a constant made from it.
 */
export interface Assigned {
  readonly local: Local
  readonly holder: Local
}

/** `if (test) { then } else { otherwise }`. */
export interface IfStatement extends Originated {
  readonly kind: "if"
  readonly assigned?: Assigned
  readonly test: Expression
  readonly then: Body
  readonly otherwise: Body
}

/** `switch (on)` over labels; a value that no case covers runs `otherwise`, or throws `unmatched`. */
export interface SwitchStatement extends Originated {
  readonly kind: "switch"
  readonly assigned?: Assigned
  readonly on: Expression
  readonly cases: ReadonlyArray<SwitchCase>
  readonly otherwise: Body | CallExpression
}

/** One case of a switch. */
interface SwitchCase {
  readonly label: string
  readonly body: Body
}

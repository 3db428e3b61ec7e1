import type { Local } from "../local.ts"

/** An expression that the author wrote, with its reads of the scope turned into reads of locals. */
export interface AuthorExpression {
  readonly kind: "author"
  readonly pieces: ReadonlyArray<AuthorPiece>
  /** Comments that stood around the expression inside its lambda. */
  readonly comments: ReadonlyArray<string>
  /** Decides how it is laid out: objects, arrays and functions open on the line where they stand; calls bind tightly. */
  readonly shape: "array" | "call" | "function" | "object" | "other"
  /** The module-level names it refers to. */
  readonly uses: ReadonlyArray<NameUse>
  /** Whether evaluating it cannot throw, so that nobody misses it when nobody reads it. */
  readonly isQuiet: boolean
  /** Whether it is written as something that needs no room: a number, a truth value, a text in quotes. */
  readonly isSmall: boolean
  /** Whether it is `[]`, whose type a constant does not settle. */
  readonly isEmptyArray: boolean
  /** Whether it may come to an object or array written in place, whose literals take their types from where it goes. */
  readonly isFresh: boolean
  /** Whether it binds less tightly than the operands of a conditional, and so needs parentheses there. */
  readonly isLoose: boolean
  /** The type the author's lambda says it returns. */
  readonly type?: AuthorType
}

/** A type that the author wrote. */
interface AuthorType {
  readonly pieces: ReadonlyArray<AuthorPiece>
  readonly uses: ReadonlyArray<NameUse>
}

/**
 * A part of author code: text without line breaks, text to be kept to the letter, a line break, or a local. `origin` is
 * where it stands in the flow file; what the compiler adds has none.
 */
export type AuthorPiece =
  | { readonly kind: "text"; readonly text: string; readonly origin?: number }
  | { readonly kind: "raw"; readonly text: string; readonly origin?: number }
  | { readonly kind: "newline"; readonly indent: number }
  | ReadPiece

/** A read of a local. */
export interface ReadPiece {
  readonly kind: "read"
  readonly local: Local
  /** Whether it stands in a function inside the emitted expression. */
  readonly isEnclosed: boolean
  /** Whether it stands where the author's code may be evaluated later: in a function, or in a property of a class. */
  readonly isHeld: boolean
  readonly origin: number
}

/** A use of a module-level name, as a value or only as a type. */
export interface NameUse {
  readonly name: string
  readonly typeOnly: boolean
}

import type { Block } from "@millrace/plan"

declare const types: unique symbol

/** Marks a builder inside a block: `Last` is the value of its last verb. */
export interface InBlock<out Last> {
  readonly in: "block"
  readonly last: Last
}

/** Marks a builder of a whole workflow: what its callers give, and the declared output (`unknown` when undeclared). */
export interface InFlow<in Input, out Output> {
  readonly in: "flow"
  readonly input: (input: Input) => void
  readonly output: Output
}

/** A block as its callback returns it: a builder after its last verb, or what `.returns` gives. */
export interface BlockEnd<out Value, out Failure, out Requirements> {
  readonly block: Block
  /** Carries the types; never present at run time. */
  readonly [types]: Ending<InBlock<Value>, Failure, Requirements>
}

/** The types that a builder carries in its phantom property. */
export interface Ending<out Mode, out Failure, out Requirements> {
  readonly mode: Mode
  readonly failure: Failure
  readonly requirements: Requirements
}

/** What every builder is: a block, and the types it carries. */
export interface Carrier<out Mode, out Failure, out Requirements> {
  readonly block: Block
  readonly [types]: Ending<Mode, Failure, Requirements>
}

/** Any block, whatever its value. */
export type AnyBlockEnd = BlockEnd<unknown, unknown, unknown>

/** The value of what a block's callback returns. */
export type ValueOf<B extends AnyBlockEnd> = B[typeof types]["mode"]["last"]
/** The failure of what a block's callback returns. */
export type FailureOf<B extends AnyBlockEnd> = B[typeof types]["failure"]
/** The services needed by what a block's callback returns. */
export type RequirementsOf<B extends AnyBlockEnd> = B[typeof types]["requirements"]

/** The names of a record's blocks. A record without any is inferred as one of any names. */
export type NameOf<Ends> = string extends keyof Ends ? never : keyof Ends

/** The ends of a record's blocks. */
export type EndOf<Ends extends Readonly<Record<string, AnyBlockEnd>>> = string extends keyof Ends
  ? never
  : Ends[keyof Ends]

/** The mode after a verb with this value: a block's last value changes, a workflow stays what it is. */
export type After<Mode, Value> = Mode extends InBlock<unknown> ? InBlock<Value> : Mode

/** The tags of a union of tagged failures. */
export type TagOf<Failure> = Failure extends { readonly _tag: infer Tag extends string } ? Tag : never

import type { Entry, ReservedName } from "./scope.ts"

/** The name itself when it is free, else the sentence that says why it is not. */
export type FreeName<Name extends string, Entries extends Entry> = Name extends ReservedName
  ? `'${Name}' is a reserved name`
  : Name extends Entries[0]
    ? `'${Name}' is already defined by an earlier step`
    : string extends Name
      ? "a name is written as a string literal"
      : Name

/**
 * What a mapping must return: what it does return when that fits, else a type that says why not.
 *
 * TypeScript checks no unknown properties on what an arrow function returns, so each unknown one is asked to be a
 * sentence. `Of` names what is mapped to.
 */
export type Fitting<Expected, Given, Of extends string> = [UnknownKeys<Expected, Given>] extends [never]
  ? Given extends Expected
    ? Given
    : Expected
  : Expected & { readonly [Name in UnknownKeys<Expected, Given>]: `'${Name}' is not ${Of}` }

type UnknownKeys<Expected, Given> = [Expected] extends [object]
  ? [Expected] extends [ReadonlyArray<unknown>]
    ? never
    : [Given] extends [object]
      ? Exclude<KeysOf<Given>, KeysOf<Expected>> & string
      : never
  : never

type KeysOf<T> = T extends unknown ? keyof T : never

import type { ReservedName } from "./scope.ts"

/**
 * The name itself when it is free, else the sentence that says why it is not.
 *
 * **Details**
 *
 * `Exclude` and not `Name extends Names`: in the latter's branch TypeScript takes `Name` for one of `Names`, and makes the
 * sentence for each of them.
 */
export type FreeName<Name extends string, Names> = [Exclude<Name, Names>] extends [never]
  ? TakenName<Name>
  : [Exclude<Name, ReservedName>] extends [never]
    ? TakenName<Name>
    : string extends Name
      ? "a name is written as a string literal"
      : Name

type TakenName<Name extends string> = [Exclude<Name, ReservedName>] extends [never]
  ? `'${Name}' is a reserved name`
  : `'${Name}' is already defined by an earlier step`

/**
 * A mapping as written when it gives nothing unknown, else one that gives a sentence for each unknown property.
 *
 * **Details**
 *
 * TypeScript checks no unknown properties on what an arrow function returns, so each is asked to be a sentence. `Of` names
 * what is mapped to.
 */
export type Fitting<Mapping, Expected, Of extends string> = Mapping extends (scope: infer Values) => infer Given
  ? (scope: Values) => FittingValue<Expected, Given, Of>
  : Mapping

/** What a mapping returns before it is looked at closely: what is expected, or an object with some of it and others. */
export type Attempt<Expected> = Expected | (Partial<Expected> & Readonly<Record<string, unknown>>)

/** A value as given when it fits, else what it must be: a type, or a sentence for each unknown property. */
export type FittingValue<Expected, Given, Of extends string> = [UnknownKeys<Expected, Given>] extends [never]
  ? Given extends Expected
    ? Given
    : Expected
  : Refusing<Expected, Given, Of>

type Refusing<Expected, Given, Of extends string> = {
  readonly [Name in UnknownKeys<Expected, Given>]: `'${Name}' is not ${Of}`
}

/** The literals of a union as one text: `'a', 'b'`. */
export type Listed<Names extends string> = [Names] extends [never]
  ? ""
  : LastOf<Names> extends infer Last extends string
    ? [Exclude<Names, Last>] extends [never]
      ? `'${Last}'`
      : `${Listed<Exclude<Names, Last>>}, '${Last}'`
    : never

/** One member of a union: of functions with several signatures, TypeScript infers from the last. */
type LastOf<Union> = (Union extends unknown ? (member: () => Union) => void : never) extends (
  member: infer Members,
) => void
  ? Members extends () => infer Last
    ? Last
    : never
  : never

type UnknownKeys<Expected, Given> = [Expected] extends [object]
  ? [Expected] extends [ReadonlyArray<unknown>]
    ? never
    : [Given] extends [object]
      ? string extends KeysOf<Given>
        ? never
        : Exclude<KeysOf<Given>, KeysOf<Expected>> & string
      : never
  : never

type KeysOf<T> = T extends unknown ? keyof T : never

/**
 * What a block sees: every visible name with the type of its value.
 *
 * **Details**
 *
 * It is built so that a chain of hundreds of steps stays cheap to check (docs/type-cost.md). TypeScript copies a builder's
 * type arguments at every call, and a name is read more often than it is added; so names stand in one union of literals,
 * which is never copied, and values in pages: the latest 16 in a pair of tuples, the others in `Older`, an intersection of
 * records that changes only when a page is full.
 */
export interface Visible<Names, Older, PageNames extends Tuple, PageValues extends Tuple> {
  readonly names: Names
  readonly older: Older
  readonly pageNames: PageNames
  readonly pageValues: PageValues
  readonly page: {
    readonly [Place in keyof PageNames & `${number}` as PageNames[Place] & string]: PageValues[Place & keyof PageValues]
  }
}

/** Any scope. */
export interface AnyVisible {
  readonly names: string
  readonly older: Values
  readonly pageNames: Tuple
  readonly pageValues: Tuple
  readonly page: Values
}

type Tuple = ReadonlyArray<unknown>
type Values = Readonly<Record<string, unknown>>

/** What a mapping reads: every visible name with its value. */
export type Scope<Seen extends AnyVisible> = ScopeOf<Seen>["values"]

/** Holds what a mapping reads. Signatures ask for its property, so that an editor shows what is in it and not a type's name. */
export interface ScopeOf<Seen extends AnyVisible> {
  readonly values: { readonly [Name in Seen["names"]]: ValueOf<Seen, Name> }
}

type ValueOf<Seen extends AnyVisible, Name extends string> = Name extends Seen["pageNames"][number]
  ? Seen["page"][Name]
  : Seen["older"][Name]

/** The scope in which some values stand, and nothing else. */
export type Begun<First> = Visible<keyof First & string, First, readonly [], readonly []>

/** The scope with one more value. */
export type With<Seen extends AnyVisible, Name extends string, Value> = Seen["pageNames"]["length"] extends 16
  ? Visible<Seen["names"] | Name, Seen["older"] & Seen["page"], readonly [Name], readonly [Value]>
  : Visible<
      Seen["names"] | Name,
      Seen["older"],
      readonly [...Seen["pageNames"], Name],
      readonly [...Seen["pageValues"], Value]
    >

/** The scope with the values of a record. */
export type WithAll<Seen extends AnyVisible, More> = Visible<
  Seen["names"] | (keyof More & string),
  Seen["older"] & More,
  Seen["pageNames"],
  Seen["pageValues"]
>

/** What a block sees that puts its own names into scope: an outer `item`, `state` or `error` is hidden by an inner one. */
export type Within<Seen extends AnyVisible, Own> = [Extract<keyof Own, Seen["names"]>] extends [never]
  ? WithAll<Seen, Own>
  : Begun<Own & Only<Seen, Exclude<Seen["names"], keyof Own>>>

/** Some of the values in a scope, as a record. */
export type Only<Seen extends AnyVisible, Names extends string> = { readonly [Name in Names]: ValueOf<Seen, Name> }

/** One name and its value, as a record. */
export type Named<Name extends string, Value> = { readonly [Each in Name]: Value }

/** Names that the language itself puts into scope, or that no object can safely have. */
export type ReservedName =
  | "input"
  | "vars"
  | "item"
  | "index"
  | "state"
  | "iteration"
  | "error"
  | "resource"
  | "__proto__"

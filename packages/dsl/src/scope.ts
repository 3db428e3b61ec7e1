/** One name in scope and the type of its value. What a block can see is a union of them. */
export type Entry = readonly [name: string, value: unknown]

/** What a mapping reads: every visible name with its value. */
export type Scope<Entries extends Entry> = {
  readonly [Name in Entries[0]]: Extract<Entries, readonly [Name, unknown]>[1]
}

/** What a block sees that puts its own names into scope: an outer `item`, `state` or `error` is hidden by an inner one. */
export type Within<Entries extends Entry, Own extends Entry> = Exclude<Entries, readonly [Own[0], unknown]> | Own

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

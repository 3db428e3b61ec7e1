import type { AnyVisible, ScopeOf } from "./scope.ts"

/** What is called without a mapping: itself when the scope fits its input, else the sentence that says what is missing. */
export type Unmapped<Called, Seen extends AnyVisible, Input> =
  ScopeFits<Seen, Input> extends true ? Called : "a mapping is needed here"

type ScopeFits<Seen extends AnyVisible, Input> = unknown extends Input
  ? true
  : [void] extends [Input]
    ? true
    : [keyof Input] extends [Seen["names"]]
      ? ScopeOf<Seen>["values"] extends Input
        ? true
        : false
      : false

import type { AnyVisible, ScopeOf } from "./scope.ts"
import type { Listed } from "./sentences.ts"

/** What is called without a mapping: itself when the scope fits its input, else the sentence that says what is missing. */
export type Unmapped<Called, Seen extends AnyVisible, Name extends string, Input> = unknown extends Input
  ? Called
  : [void] extends [Input]
    ? Called
    : [Input] extends [object]
      ? [Lacking<ScopeOf<Seen>["values"], Input>] extends [never]
        ? Called
        : `step '${Name}' needs a mapping that gives ${Listed<Lacking<ScopeOf<Seen>["values"], Input> & string>}`
      : `step '${Name}' needs a mapping that gives its input`

/** `undefined` in the place of a mapping, where the scope fits the input and options follow. */
export type Unneeded<Seen extends AnyVisible, Input> =
  Unmapped<undefined, Seen, string, Input> extends undefined ? undefined : never

/** The names of what is needed and not in scope, or of another type there. */
type Lacking<Values, Input> = {
  [Name in keyof Input]-?: {} extends Pick<Input, Name>
    ? Name extends keyof Values
      ? Values[Name] extends Input[Name]
        ? never
        : Name
      : never
    : Name extends keyof Values
      ? Values[Name] extends Input[Name]
        ? never
        : Name
      : Name
}[keyof Input]

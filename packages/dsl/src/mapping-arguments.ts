import type { Entry, Scope } from "./scope.ts"
import type { Fitting } from "./sentences.ts"

/** The arguments after what is called: the mapping may be left out when the scope itself fits the input. */
export type MappingArguments<Entries extends Entry, Input, Given, Options, Of extends string> =
  ScopeFits<Entries, Input> extends true
    ? [map?: (scope: Scope<Entries>) => Fitting<Input, Given, Of>, options?: Options]
    : [map: (scope: Scope<Entries>) => Fitting<Input, Given, Of>, options?: Options]

type ScopeFits<Entries extends Entry, Input> = unknown extends Input
  ? true
  : [void] extends [Input]
    ? true
    : [keyof Input] extends [Entries[0]]
      ? { readonly [Name in keyof Input]: Extract<Entries, readonly [Name, unknown]>[1] } extends Input
        ? true
        : false
      : false

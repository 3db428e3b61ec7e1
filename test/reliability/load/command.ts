/** What a driver asks of an engine in another process, each with a number of its own. */
export type Command = { readonly number: number } & Request

export type Request =
  | { readonly kind: "start"; readonly execution: string; readonly scene: string }
  | { readonly kind: "signal"; readonly execution: string; readonly id: string; readonly payload: unknown }
  | { readonly kind: "tasks" }
  | { readonly kind: "complete"; readonly token: string }
  | { readonly kind: "call"; readonly url: string }
  | { readonly kind: "result"; readonly execution: string }

/** What came of a command; number 0 says that the engine is open. */
export type Answer =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: string }

import type { ErrorClass } from "./activity.ts"
import type { AnySchema, SchemaType } from "./schema.ts"

declare const offered: unique symbol

/** The requirement of a workflow that calls a capability: agents that offer it. `Name` is the capability's name. */
export interface Offered<out Name extends string> {
  readonly [offered]: Name
}

/**
 * An activity without an implementation: the agents that offer it are given when the runner is run, and each call is
 * routed to one of them.
 *
 * @since 0.1.0
 */
export interface Capability<out Name extends string, in Input, out Output, out Failure = never> {
  readonly kind: "capability"
  readonly name: Name
  readonly input: AnySchema | undefined
  readonly output: AnySchema | undefined
  readonly errors: ReadonlyArray<ErrorClass>
  /** Carries the types; never present at run time. */
  readonly types?: { readonly input: (input: Input) => void; readonly output: Output; readonly failure: Failure }
}

/** Any capability, whatever it takes and gives. */
export type AnyCapability = Capability<string, never, unknown, unknown>

/**
 * Makes a capability from the schemas of what it takes and gives, and the tagged errors it may fail with.
 *
 * **Example**
 *
 * ```ts
 * import { capability } from "@millrace/plan"
 * import * as Schema from "effect/Schema"
 *
 * export const summarise = capability("summarise", {
 *   input: Schema.Struct({ text: Schema.String }),
 *   output: Schema.String,
 * })
 * ```
 *
 * @since 0.1.0
 */
export function capability<
  const Name extends string,
  const Input extends AnySchema,
  const Output extends AnySchema,
  Class extends ErrorClass = never,
>(
  name: Name,
  options: { readonly input: Input; readonly output: Output; readonly errors?: ReadonlyArray<Class> },
): Capability<Name, SchemaType<Input>, SchemaType<Output>, InstanceType<Class>> {
  return Object.freeze({
    kind: "capability",
    name,
    input: options.input,
    output: options.output,
    errors: Object.freeze([...(options.errors ?? [])]),
  })
}

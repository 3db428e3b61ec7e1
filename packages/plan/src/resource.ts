import type * as Effect from "effect/Effect"

/**
 * Something that is acquired before a block and released after it, however the block ends.
 *
 * @since 0.1.0
 */
export interface Resource<out Value, out Failure = never, out Requirements = never> {
  readonly kind: "resource"
  readonly name: string
  readonly acquire: (context: {
    readonly abortSignal: AbortSignal
  }) => Value | PromiseLike<Value> | Effect.Effect<Value, Failure, Requirements>
  readonly release: (value: never) => unknown
}

/** Any resource, whatever it is. */
export type AnyResource = Resource<unknown, unknown, unknown>

type SuccessOf<Result> = Result extends Effect.Effect<infer A, infer _E, infer _R> ? A : Awaited<Result>
type FailureOf<Result> = Result extends Effect.Effect<infer _A, infer E, infer _R> ? E : never
type RequirementsOf<Result> = Result extends Effect.Effect<infer _A, infer _E, infer R> ? R : never

/**
 * Makes a resource from how it is acquired and released; each returns a plain value, a Promise or an Effect.
 *
 * **Details**
 *
 * What `acquire` throws or rejects with is a defect, what its Effect fails with a typed failure. What `release` throws
 * is a defect too, and does not hide how the block ended.
 *
 * @since 0.1.0
 */
export function resource<Acquired, Released = void>(
  name: string,
  options: {
    readonly acquire: (context: { readonly abortSignal: AbortSignal }) => Acquired
    readonly release: (value: SuccessOf<Acquired>) => Released
  },
): Resource<SuccessOf<Acquired>, FailureOf<Acquired>, RequirementsOf<Acquired> | RequirementsOf<Released>>
export function resource(name: string, options: Pick<AnyResource, "acquire" | "release">): unknown {
  return Object.freeze({ kind: "resource", name, acquire: options.acquire, release: options.release })
}

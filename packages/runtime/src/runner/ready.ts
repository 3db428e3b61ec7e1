import * as Exit from "effect/Exit"

const success = Exit.succeed(undefined)
/** The property in which effect's exits have their value; it is their only own one. */
const valueKey = Object.getOwnPropertyNames(success)[0] ?? "value"

/** An exit that is its own iterator, which has ended before it began. */
const Ready = function (this: Record<string, unknown>, value: unknown): void {
  this[valueKey] = value
}
Ready.prototype = Object.create(Object.getPrototypeOf(success), {
  [Symbol.iterator]: { value: itself },
  next: { value: itself },
  done: { value: true },
})
// The prototype makes what the function constructs an exit.
const ReadyExit = Ready as unknown as new (value: unknown) => Exit.Exit<never>

function itself(this: unknown): unknown {
  return this
}

/**
 * Gives a success whose value `yield*` takes at once, without a round through whoever drives the generator.
 *
 * **Details**
 *
 * In every other respect it is effect's own `Exit.succeed`. Ten steps that yield one cost 0.1 µs, ten that yield an
 * `Exit` 0.37 µs.
 */
export function ready<Value>(value: Value): Exit.Exit<Value> {
  return new ReadyExit(value)
}

/** Tells whether a value was made by `ready`. */
export function isReady(value: object): value is Exit.Success<unknown> {
  return value instanceof ReadyExit
}

const successPrototype: unknown = Object.getPrototypeOf(success)
const failurePrototype: unknown = Object.getPrototypeOf(Exit.die(undefined))

/**
 * Tells whether an Effect is an exit.
 *
 * **Details**
 *
 * Asking for the prototype is quicker than asking for a property of things as different as all Effects are. An exit of
 * another copy of effect is an Effect like others.
 */
export function isExit(effect: object): effect is Exit.Exit<unknown, unknown> {
  const prototype: unknown = Object.getPrototypeOf(effect)
  return prototype === Ready.prototype || prototype === successPrototype || prototype === failurePrototype
}

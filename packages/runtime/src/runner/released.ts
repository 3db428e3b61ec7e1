/**
 * What a variable has whose value nobody reads any more.
 *
 * **Details**
 *
 * A body that waits keeps its variables. Where a value has had its last reader and the body goes on to wait, emitted code
 * lets the value go: `pages = released`.
 *
 * @since 0.1.0
 */
// Nobody reads the variable again, so that any type will do for it.
export const released: never = undefined as never

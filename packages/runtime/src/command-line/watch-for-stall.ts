/** A watch that can be ended. */
export interface StallWatch {
  readonly close: () => void
}

/**
 * Watches for the moment at which no timer, socket or other work is left: what is waited for then can no longer happen,
 * and Node would end the process without a word.
 *
 * **Details**
 *
 * The first time `onStall` may begin something, such as cleaning up. When that comes to the same end, the process ends
 * with `exitCode`.
 */
export function watchForStall(onStall: () => void, exitCode: number): StallWatch {
  let stalled = false
  const onIdle = (): void => {
    // Node takes another code, and tells of a promise at the top of a module, where this is left out.
    process.exitCode = exitCode
    if (stalled) return
    stalled = true
    onStall()
  }
  process.on("beforeExit", onIdle)
  return { close: () => void process.off("beforeExit", onIdle) }
}

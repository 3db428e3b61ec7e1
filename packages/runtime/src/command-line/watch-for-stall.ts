/** Notices that a process has nothing left to do while something is still waited for. */
export interface StallWatch {
  /** Whether that has happened. */
  readonly hasStalled: () => boolean
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
  return { hasStalled: () => stalled, close: () => void process.off("beforeExit", onIdle) }
}

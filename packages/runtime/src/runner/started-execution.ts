import type * as Exit from "effect/Exit"

/**
 * One execution that has been started, as its starter holds it.
 *
 * @since 0.1.0
 */
export interface StartedExecution<Output, Failure> {
  readonly id: string
  /** Waits for the end. Rejects as `run` does. */
  readonly result: () => Promise<Output>
  /** Waits for the end, and never rejects. */
  readonly exit: () => Promise<Exit.Exit<Output, Failure>>
  /** Cancels it, and waits for its cleanup. */
  readonly cancel: () => Promise<void>
  /**
   * Sends a message to a `signal`, by the name of the step, or by its path where several have that name.
   *
   * **Details**
   *
   * A message that comes before the step waits is checked at once, and kept. `<path>.<signal>` of a child's step is the
   * child's signal while the child runs. Rejects with `UnknownSignal`, `InvalidPayload`, `SignalsFull` or
   * `ExecutionEnded`.
   */
  readonly signal: (name: string, payload?: unknown) => Promise<void>
}

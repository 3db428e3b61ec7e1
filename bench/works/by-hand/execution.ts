/** A step was called off, because the execution was. */
export class Cancelled extends Error {}

/** An attempt took too long. */
export class TimedOut extends Error {}

/** A task failed with something it does not declare. */
export class Undeclared extends Error {}

/** What a step calls, and how. */
export interface StepDefinition<Input, Output> {
  readonly name: string
  readonly run: (input: Input, attempt: Attempt) => Promise<Output>
  readonly errors?: ReadonlyArray<new (...args: never) => Error>
  readonly timeoutMs?: number
  /** How often it is tried. @default 1 */
  readonly maximumAttempts?: number
}

/**
 * One life of a workflow written by hand, with what the steps of a runner have:
 * 1. whoever holds it can cancel it, and so does a step that fails beside others;
 * 2. each attempt has an `AbortSignal`, made when it is read; a task that has read it is waited for after it aborts;
 * 3. an attempt that takes longer than its timeout is aborted;
 * 4. an error that a task does not declare is wrapped, with step, attempt and cause.
 */
export class Execution {
  readonly #running = new Set<Attempt>()
  #reason: Error | undefined

  step<Input, Output>(definition: StepDefinition<Input, Output>, input: Input, count = 1): Promise<Output> {
    return new Promise((resolve, reject) => {
      if (this.#reason !== undefined) return reject(this.#reason)
      const attempt = new Attempt(count, reject)
      let promise: Promise<Output>
      try {
        promise = definition.run(input, attempt)
      } catch (thrown) {
        return reject(outcome(definition, count, thrown))
      }
      const { timeoutMs } = definition
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => attempt.abort(new TimedOut()), timeoutMs)
      this.#running.add(attempt)
      const end = (): void => {
        clearTimeout(timer)
        this.#running.delete(attempt)
        attempt.ended()
      }
      promise.then(
        (value) => {
          end()
          return resolve(value)
        },
        (reason: unknown) => {
          end()
          reject(outcome(definition, count, reason))
        },
      )
    })
  }

  /** The same with attempts until one succeeds. */
  async retried<Input, Output>(definition: StepDefinition<Input, Output>, input: Input): Promise<Output> {
    const { maximumAttempts = 1 } = definition
    for (let count = 1; ; count++) {
      try {
        return await this.step(definition, input, count)
      } catch (error) {
        if (count >= maximumAttempts || error instanceof Cancelled || error instanceof Undeclared) throw error
      }
    }
  }

  /** Waits for all; the first failure cancels the rest, and comes when they have ended. */
  async all<const Steps extends ReadonlyArray<Promise<unknown>>>(
    steps: Steps,
  ): Promise<{ -readonly [Index in keyof Steps]: Awaited<Steps[Index]> }> {
    try {
      return await Promise.all(steps)
    } catch (error) {
      this.cancel(error instanceof Error ? error : new Error("failed", { cause: error }))
      await Promise.allSettled(steps)
      throw error
    }
  }

  cancel(reason: Error = new Cancelled()): void {
    this.#reason ??= reason
    for (const attempt of this.#running) attempt.abort(reason)
  }
}

/** One attempt of a step, as its task sees it. */
export class Attempt {
  readonly attempt: number
  readonly #reject: (reason: Error) => void
  #controller: AbortController | undefined
  #reason: Error | undefined

  constructor(attempt: number, reject: (reason: Error) => void) {
    this.attempt = attempt
    this.#reject = reject
  }

  get abortSignal(): AbortSignal {
    this.#controller ??= new AbortController()
    return this.#controller.signal
  }

  abort(reason: Error): void {
    this.#reason = reason
    if (this.#controller === undefined) this.#reject(reason)
    else this.#controller.abort(reason)
  }

  ended(): void {
    if (this.#reason !== undefined) this.#reject(this.#reason)
  }
}

function outcome(
  { name, errors = [] }: Pick<StepDefinition<never, unknown>, "name" | "errors">,
  attempt: number,
  thrown: unknown,
): unknown {
  if (thrown instanceof Cancelled || errors.some((declared) => thrown instanceof declared)) return thrown
  return new Undeclared(`attempt ${attempt} of step '${name}' failed with an undeclared error`, { cause: thrown })
}

/** Hears the signals that end a process. */
export interface SignalListener {
  /** Aborts with the first signal, or `abort`. */
  readonly abortSignal: AbortSignal
  readonly abort: () => void
  /** As Unix has it, 128 and the signal's number; nothing while none has come. */
  readonly exitCode: () => 130 | 143 | undefined
  readonly close: () => void
}

/** Listens for SIGINT and SIGTERM; a second one ends the process at once. */
export function listenForSignals(): SignalListener {
  const controller = new AbortController()
  let code: 130 | 143 | undefined
  const end = (signal: 130 | 143) => (): void => {
    if (code !== undefined) process.exit(signal)
    code = signal
    controller.abort()
  }
  const onInterrupt = end(130)
  const onTerminate = end(143)
  process.on("SIGINT", onInterrupt)
  process.on("SIGTERM", onTerminate)
  return {
    abortSignal: controller.signal,
    abort: () => controller.abort(),
    exitCode: () => code,
    close: () => {
      process.off("SIGINT", onInterrupt)
      process.off("SIGTERM", onTerminate)
    },
  }
}

import type { CommandContext } from "./command-context.ts"

/** An interrupt ends a command that goes on in its own way; without a signal given, it is the one of this process. */
export function interruptOf({ abortSignal }: CommandContext): AbortSignal {
  if (abortSignal !== undefined) return abortSignal
  const controller = new AbortController()
  process.once("SIGINT", () => controller.abort())
  process.once("SIGTERM", () => controller.abort())
  return controller.signal
}

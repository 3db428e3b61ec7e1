import type { RunProcess } from "./run-process.ts"

/** Waits for a process that has this terminal, and gives its exit code. What would end this one ends that one first. */
export async function runAttached({ ended, kill }: RunProcess, abortSignal?: AbortSignal): Promise<number> {
  // The terminal sends its interrupt to the child as well, which ends in its own way; this process waits for it.
  const ignore = (): void => undefined
  process.on("SIGINT", ignore)
  const terminate = (): boolean => kill("SIGTERM")
  process.on("SIGTERM", terminate)
  abortSignal?.addEventListener("abort", terminate)
  try {
    return await ended
  } finally {
    process.off("SIGINT", ignore)
    process.off("SIGTERM", terminate)
    abortSignal?.removeEventListener("abort", terminate)
  }
}

import { activity } from "@millrace/dsl/activity"

/** Executions that came to what they do behind their wait, by their number, and when. */
export const woken: Array<{ readonly n: number; readonly atMs: number }> = []

/** Notes that an execution goes on. */
export const wake = activity("wake", ({ n }: { readonly n: number }) => {
  woken.push({ n, atMs: nowMs() })
  return n + 1
})

/** Milliseconds since 1970, with fractions. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now()
}

/** What holds executions in the middle of their steps. */
export const gate: { opens: Promise<void> | undefined; come: number } = { opens: undefined, come: 0 }

/** Waits in a process that holds, and goes on at once in any other. */
export const hold = activity("hold", async ({ n }: { readonly n: number }) => {
  gate.come += 1
  await gate.opens
  return n + 1
})

import { setImmediate } from "node:timers/promises"
import { format } from "node:util"
import { vi } from "vitest"

const claim = /\/\/ => ?(.*)$/gm

/** The lines that a fence says it prints, in their order. */
export function claimedLines(text: string): ReadonlyArray<string> {
  return [...text.matchAll(claim)].map(([, line = ""]) => line)
}

/** Gives a fence with other claims. */
export function withClaims(text: string, lines: ReadonlyArray<string>): string {
  let index = 0
  return text.replaceAll(claim, () => `// => ${lines[index++] ?? ""}`.trimEnd())
}

/** Runs a module in a runtime of its own, on a clock that moves when nothing else does, and gives the lines it prints. */
export async function printedLines(path: string): Promise<ReadonlyArray<string>> {
  const lines: Array<string> = []
  vi.resetModules()
  const log = vi.spyOn(console, "log").mockImplementation((...values: ReadonlyArray<unknown>) => {
    lines.push(
      ...format(...values)
        .split("\n")
        .map((line) => line.trimEnd()),
    )
  })
  vi.useFakeTimers({
    now: new Date("2026-03-02T09:00:00Z"),
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  })
  const running = new Set([path])
  const ran = import(path).finally(() => running.delete(path))
  ran.catch(() => undefined)
  try {
    while (running.size > 0) {
      for (let turn = 0; turn < 20 && running.size > 0; turn++) await setImmediate()
      await vi.advanceTimersToNextTimerAsync()
    }
    await ran
    return lines
  } finally {
    vi.useRealTimers()
    log.mockRestore()
  }
}

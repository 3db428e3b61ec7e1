import { expect, it } from "vitest"
import { checkInProcess } from "./check-in-process.ts"
import { regressionCases } from "./regressions.ts"

const patienceMs = 300_000

it(
  "agrees on every program that has differed once",
  async () => {
    const { refused, found, programs } = await checkInProcess("regressions")
    expect(refused.join("\n")).toBe("")
    expect(found.map(({ description }) => description).join("\n")).toBe("")
    expect(programs).toBe(regressionCases().length)
    expect(programs).toBeGreaterThan(0)
  },
  patienceMs,
)

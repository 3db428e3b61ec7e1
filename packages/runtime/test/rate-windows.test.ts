import { PlanError, rateLimit } from "@millrace/plan"
import { describe, expect, it } from "vitest"
import { RateWindow, windowOf } from "../src/limits/rate-windows.ts"

/** Asks for a turn at each moment, and gives when each turn is. */
function turns(window: RateWindow, moments: ReadonlyArray<number>): ReadonlyArray<number> {
  return moments.map((moment) => moment + window.take(moment))
}

describe("a rate window", () => {
  it("lets the limit start at once, and the next ones an interval after the one that many before", () => {
    expect(turns(new RateWindow(3, 100), [0, 0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 100, 100, 100, 200])
  })

  it("spaces starts of one by the interval", () => {
    expect(turns(new RateWindow(1, 100), [0, 10, 20, 500, 501])).toEqual([0, 100, 200, 500, 600])
  })

  it("makes nobody wait who comes late enough", () => {
    expect(turns(new RateWindow(2, 100), [0, 60, 100, 160, 300])).toEqual([0, 60, 100, 160, 300])
  })

  it("never lets more than the limit start in a stretch as long as the interval", () => {
    let moment = 0
    let random = 1
    const moments = Array.from({ length: 2_000 }, () => {
      random = (random * 48_271) % 2_147_483_647
      return (moment += random % 50)
    })
    const starts = turns(new RateWindow(4, 120), moments)
    expect(starts.filter((start, index) => start - (starts[index - 4] ?? -Infinity) < 120)).toEqual([])
    expect(starts.filter((start, index) => start < (moments[index] ?? 0))).toEqual([])
  })

  it("gives turns in the order in which they are asked for, and loses one that is given up", () => {
    const window = new RateWindow(1, 100)
    expect([window.take(0), window.take(0), window.take(0)]).toEqual([0, 100, 200])
  })
})

describe("the window of a rate limit", () => {
  it("is one for all limits of a name", () => {
    const window = windowOf(rateLimit("rate-windows-shared", { limit: 2, interval: "1 second" }))
    expect(windowOf(rateLimit("rate-windows-shared", { limit: 2, interval: 1_000 }))).toBe(window)
    expect(windowOf(rateLimit("rate-windows-other", { limit: 2, interval: 1_000 }))).not.toBe(window)
  })

  it("is refused where the same name has another limit or interval", () => {
    windowOf(rateLimit("rate-windows-differs", { limit: 2, interval: "1 second" }))
    const text =
      "rate limit 'rate-windows-differs' is 3 in 1000 ms here and 2 in 1000 ms elsewhere, but there is one of a name"
    expect(() => windowOf(rateLimit("rate-windows-differs", { limit: 3, interval: 1_000 }))).toThrow(
      new PlanError("RATE_LIMIT.DIFFERS", text),
    )
    expect(() => windowOf(rateLimit("rate-windows-differs", { limit: 2, interval: 1_001 }))).toThrow("RATE_LIMIT")
  })

  for (const limit of [0, -1, 1.5, Number.NaN, Infinity]) {
    it(`is refused with a limit of ${limit}`, () => {
      expect(() => windowOf(rateLimit(`rate-windows-${limit}`, { limit, interval: 1_000 }))).toThrow(
        `has limit ${limit}, but it is a whole number from 1`,
      )
    })
  }
})

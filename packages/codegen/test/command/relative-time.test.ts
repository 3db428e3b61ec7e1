import { expect, test } from "vitest"
import { lengthText, relativeTime } from "../../src/command/runs/relative-time.ts"

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]

test("lengths of time are rounded to what is shown of them", () => {
  const lengths = [0, 7, 999, second, 1_999, 59_999, 80 * second, 3 * minute, 2 * hour - 5, 100 * minute, 2 * day - 40]
  expect(lengths.map((each) => lengthText(each))).toEqual([
    "0 ms",
    "7 ms",
    "999 ms",
    "1 s",
    "2 s",
    "1 min",
    "1 min 20 s",
    "3 min",
    "2 h",
    "1 h 40 min",
    "2 d",
  ])
})

test("moments are told from now", () => {
  expect([relativeTime(day, 6 * second), relativeTime(0, 3_200), relativeTime(500, 0)]).toEqual([
    "in 1 d",
    "3 s ago",
    "now",
  ])
})

import { durationMillis } from "@millrace/plan"
import type { DurationInput } from "@millrace/plan"
import * as Duration from "effect/Duration"
import { expect, test } from "vitest"

const units = ["nano", "micro", "milli", "second", "minute", "hour", "day", "week"] as const

test.each(
  units.flatMap((unit): ReadonlyArray<DurationInput> => [
    `1 ${unit}`,
    `2.5 ${unit === "nano" ? "micro" : unit}s`,
    `30 ${unit}s`,
  ]),
)("reads %s as effect does", (text) => {
  expect(durationMillis(text)).toBeCloseTo(Duration.toMillis(Duration.fromInputUnsafe(text)), 9)
})

test.each(["5 parsecs", "minutes", "5minutes", "-1 second", "5  minutes", "", "5 minutesss", "toString"])(
  "gives undefined for '%s'",
  (text) => {
    // Text that the type refuses, as JavaScript callers may give it.
    expect(durationMillis(text as DurationInput)).toBeUndefined()
  },
)

test("takes a number as milliseconds, and refuses negative and infinite ones", () => {
  expect([250, 0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(durationMillis)).toEqual([
    250,
    0,
    undefined,
    undefined,
    undefined,
  ])
})

import { expect, test } from "vitest"
import { datesIn } from "../extraction/dates.ts"

const dates = (text: string, language: "de" | "en" | "unknown" = "unknown"): ReadonlyArray<string> =>
  datesIn(text, language).map((date) => date.iso)

test("German dates have the day first, with two or four digits for the year", () => {
  expect(dates("09:48 02.03.2020")).toEqual(["2020-03-02"])
  expect(dates("Datum 23.09.16 14:05 Uhr", "de")).toEqual(["2016-09-23"])
})

test("a date with slashes has the month first in English, unless only the other way is a date", () => {
  expect(dates("6/1/07", "en")).toEqual(["2007-06-01"])
  expect(dates("6/1/07", "de")).toEqual(["2007-01-06"])
  expect(dates("22/10/21", "en")).toEqual(["2021-10-22"])
  expect(dates("10/22/21", "de")).toEqual(["2021-10-22"])
})

test("names of months are read in both languages", () => {
  expect(dates("12. März 2019")).toEqual(["2019-03-12"])
  expect(dates("March 12, 2019")).toEqual(["2019-03-12"])
  expect(dates("1st December 1999")).toEqual(["1999-12-01"])
})

test("what is no day of the calendar is no date", () => {
  expect(dates("30.02.2020 99.99.2020 2020-13-01")).toEqual([])
})

test("several dates come in the order of the text", () => {
  expect(dates("from 2020-01-02 to 03.04.2021")).toEqual(["2020-01-02", "2021-04-03"])
})

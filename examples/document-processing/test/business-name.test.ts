import { expect, test } from "vitest"
import { businessNameIn } from "../extraction/business-name.ts"

const name = (...rows: ReadonlyArray<string>): string | undefined => businessNameIn(rows)?.name

test("a legal form further down beats a logo that came out as noise", () => {
  expect(name("Ad ilunbzl nell", "Pohlweg 110", "33100 Paderborn", "Aldi GmbH & Co. KG, Schloß Holte")).toBe(
    "Aldi GmbH & Co. KG",
  )
})

test("a name stops where the place begins", () => {
  expect(name("'M A R K E TA", "WHOLE FOODS MARKET - WESTPORT,CT 06880", "399 POST RD WEST")).toBe("WHOLE FOODS MARKET")
})

test("a word of trade alone takes the name above it along", () => {
  expect(name("~ DELPHIN", "APOTHEKE", "~~ PADERBORN", "Alina Schunk")).toBe("DELPHIN APOTHEKE")
})

test("an address is no name", () => {
  expect(name("Warburger Straße 130", "33100 Paderborn", "Tel.: 05251/56677")).toBeUndefined()
})

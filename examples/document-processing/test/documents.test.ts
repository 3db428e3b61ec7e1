import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { compareTruth, compareWords } from "../documents/compare-truth.ts"
import { npmDocuments } from "../documents/npm-documents.ts"
import { sharedReceipts, truthOf } from "../documents/receipts.ts"

test("every document of the demo is where its package is installed", () => {
  expect(npmDocuments.length).toBeGreaterThanOrEqual(5)
  expect(npmDocuments.filter(({ path }) => !existsSync(path))).toEqual([])
})

test("the name of a receipt's file tells its truth", () => {
  expect(truthOf("aldi_02032020_19_02423.jpg")).toEqual({ merchant: "aldi", date: "2020-03-02", totalCents: 2423 })
  expect(truthOf("holiday.jpg")).toBeUndefined()
})

test("a folder that is not there has no receipts", () => {
  expect(sharedReceipts("no/such/folder")).toEqual([])
})

test("each value is compared with what is printed", () => {
  const fields = [
    { name: "merchant", value: "Aldi GmbH & Co. KG", source: "" },
    { name: "total", value: "24.28 EUR", source: "" },
  ]
  expect(compareTruth(fields, { merchant: "aldi", date: "2020-03-02", totalCents: 2423 })).toEqual([
    { name: "merchant", expected: "aldi", found: "Aldi GmbH & Co. KG", matches: true },
    { name: "date", expected: "2020-03-02", found: "", matches: false },
    { name: "total", expected: "24.23", found: "24.28 EUR", matches: false },
  ])
})

test("words are found whatever hyphenation did to them, each as often as it is printed", () => {
  expect(compareWords("generic com-\npile generic", "generic compile generic generic")).toEqual({
    name: "words",
    expected: "4 in the text layer",
    found: "75.0 % of them by OCR",
    matches: false,
  })
})

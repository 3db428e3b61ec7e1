import { expect, test } from "vitest"
import { extractForm } from "../activities/extract-form.ts"
import { extractInvoice } from "../activities/extract-invoice.ts"
import { extractLetter } from "../activities/extract-letter.ts"
import { extractReceipt } from "../activities/extract-receipt.ts"
import type { ExtractionInput } from "../extraction/extraction-input.ts"
import type { Fields } from "../document.ts"
import { FieldsMissing } from "../failures.ts"
import { aldi, circular, form1040, invoice, real, wholeFoods } from "./real-texts.ts"
import { readingOf } from "./reading-of.ts"

const execution = { id: "test", workflow: "test", version: undefined }
const abortSignal = new AbortController().signal
const context = { attempt: 1, abortSignal, path: "test", idempotencyKey: "test", execution }

type Extraction = { readonly run: (input: ExtractionInput, given: typeof context) => unknown }

function fieldsOf(extraction: Extraction, text: string, language: "de" | "en" = "en"): Record<string, string> {
  // Every extraction gives its fields as they are, without a promise.
  const { fields } = extraction.run({ readings: [readingOf(text)], language }, context) as Fields
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

test("a receipt gives merchant, date, total, articles and payment", () => {
  expect(fieldsOf(extractReceipt, aldi, "de")).toEqual({
    merchant: "ALDI",
    date: "2020-03-02",
    total: "24.23 EUR",
    articles: "19",
    payment: "cash",
  })
})

test("a receipt whose label contradicts its arithmetic is doubted", () => {
  const found = extractReceipt.run({ readings: [readingOf(real)], language: "de" }, context)
  expect(found).toMatchObject({ missing: [], doubts: ["'SUMME EUR 6.47' says 6.47"] })
})

test("a receipt without a date fails with what was found", () => {
  expect(() => fieldsOf(extractReceipt, wholeFoods)).toThrow(FieldsMissing)
  expect(() => fieldsOf(extractReceipt, wholeFoods)).toThrow("the receipt gives no date")
})

test("an invoice gives both sides, number, date and amounts that add up", () => {
  expect(fieldsOf(extractInvoice, invoice)).toEqual({
    vendor: "Big Corp",
    customer: "John Doe",
    number: "1",
    date: "2021-10-22",
    net: "43.00 EUR",
    tax: "8.60 EUR",
    total: "51.60 EUR",
  })
})

test("a circular gives its subject over two lines", () => {
  expect(fieldsOf(extractLetter, circular)).toEqual({
    subject: "General Aviation, Coded Departure Routes (CDR)",
    date: "2007-06-01",
    reference: "91-77",
    sender: "AJR-1",
  })
})

test("a form gives its title, number and issuer", () => {
  expect(fieldsOf(extractForm, form1040)).toMatchObject({
    number: "1040EZ",
    "omb number": "1545-0074",
    issuer: "Department of the Treasury—Internal Revenue Service",
  })
})

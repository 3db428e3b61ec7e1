import { expect, test } from "vitest"
import { classify } from "../activities/classify.ts"
import type { Classification } from "../document.ts"
import { aldi, circular, form1040, hornbach, invoice, preface, real, wholeFoods } from "./real-texts.ts"
import { readingOf } from "./reading-of.ts"

const execution = { id: "test", workflow: "test", version: undefined }
const abortSignal = new AbortController().signal
const context = { attempt: 1, abortSignal, path: "test", idempotencyKey: "test", execution }

async function classified(text: string, width = 800, height = 1100): Promise<Classification> {
  const page = { id: "page-1", number: 1, image: "page.png", original: "page.png", width, height }
  const kind = classify.run({ pages: [page], readings: [readingOf(text)] }, context)
  if (!("label" in kind)) throw new Error("classify gives a plain value")
  return kind
}

test.each([
  ["a German receipt", aldi, "receipt", "de"],
  ["a receipt of a builders' market", hornbach, "receipt", "de"],
  ["a badly read receipt", real, "receipt", "de"],
  ["an American receipt", wholeFoods, "receipt", "en"],
  ["an invoice", invoice, "invoice", "en"],
  ["an advisory circular", circular, "letter", "en"],
  ["a tax form", form1040, "form", "en"],
  ["the preface of a book", preface, "other", "en"],
])("%s is told from its words", async (_, text, label, language) => {
  expect(await classified(text)).toMatchObject({ label, language })
})

test("a decision is explained by what was seen", async () => {
  const { evidence } = await classified(hornbach, 884, 3044)
  expect(evidence).toContainEqual({ type: "receipt", weight: 2, because: "says how it was paid" })
  expect(evidence).toContainEqual({ type: "receipt", weight: 2, because: "is 3.4 times as high as wide" })
})

test("a text without clues is of another type, in no language", async () => {
  expect(await classified("~~ ;;")).toEqual({
    label: "other",
    confidence: 1,
    language: "unknown",
    evidence: [{ type: "other", weight: 2, because: "has only 1 line" }],
  })
})

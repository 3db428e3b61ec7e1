import { flow } from "@millrace/dsl"
import { assess } from "./activities/assess.ts"
import { classify } from "./activities/classify.ts"
import { enhance } from "./activities/enhance.ts"
import { extractForm } from "./activities/extract-form.ts"
import { extractInvoice } from "./activities/extract-invoice.ts"
import { extractLetter } from "./activities/extract-letter.ts"
import { extractOther } from "./activities/extract-other.ts"
import { extractPaper } from "./activities/extract-paper.ts"
import { extractReceipt } from "./activities/extract-receipt.ts"
import { ocrPage } from "./activities/ocr-page.ts"
import { rasterise } from "./activities/rasterise.ts"
import { readMetadata } from "./activities/read-metadata.ts"
import { readTextLayer } from "./activities/read-text-layer.ts"
import { DocumentInput, DocumentResult, ReviewForm } from "./document.ts"

/** From this quality on, a page is not read again; below the other, a third attempt has never helped. */
const readable = 0.86
const hopeless = 0.6

export const processDocument = flow("process-document", {
  description: "Reads a document, says what it is, extracts its fields, and asks a person where it is not sure",
  input: DocumentInput,
  output: DocumentResult,
  version: "1",
  vars: { dpi: 200, maximumPages: 2, maximumPixels: 2_700_000, trusted: 0.8 },
})
  .parallel({
    metadata: (b) => b.step("read", readMetadata, ({ input }) => ({ path: input.path })),
    pages: (b) =>
      b.step(
        "rasterise",
        rasterise,
        ({ input, vars }) => ({
          path: input.path,
          workFolder: input.workFolder,
          dpi: vars.dpi,
          maximumPages: vars.maximumPages,
          maximumPixels: vars.maximumPixels,
        }),
        { timeout: "60 seconds" },
      ),
  })
  .forEach(
    "readings",
    ({ pages }) => pages,
    (b) =>
      b.when(
        "text",
        ({ input, item }) => input.reader !== "ocr" && (item.textLayer ?? []).length > 5,
        (b) => b.step("layer", readTextLayer, ({ item }) => item),
        (b) =>
          b
            .step("first", ocrPage, ({ item }) => ({ image: item.image, treatment: "none", attempts: 1 }), {
              timeout: "60 seconds",
            })
            .loop("best", {
              initial: ({ first }) => ({ reading: first, improved: true }),
              body: (b) =>
                b
                  .step("picture", enhance, ({ item, iteration }) => ({
                    page: item,
                    treatment: iteration === 1 ? "flattened" : "binarised",
                  }))
                  .step("again", ocrPage, ({ picture, iteration }) => ({ ...picture, attempts: iteration + 1 }), {
                    timeout: "60 seconds",
                  })
                  .returns(({ state, again }) =>
                    again.quality > state.reading.quality
                      ? { reading: again, improved: again.quality > hopeless }
                      : { reading: { ...state.reading, attempts: again.attempts }, improved: false },
                  ),
              while: (state) => state.reading.quality < readable && state.improved,
              max: 2,
              onExhausted: "continue",
            })
            .returns(({ best }) => best.reading),
      ),
    { concurrency: 2, key: (page) => page.id },
  )
  .step("kind", classify, ({ pages, readings }) => ({ pages, readings }))
  .try(
    "fields",
    (b) =>
      b.match("extracted", ({ kind }) => kind.label, {
        invoice: (b) =>
          b.step("invoice", extractInvoice, ({ readings, kind }) => ({ readings, language: kind.language })),
        receipt: (b) =>
          b.step("receipt", extractReceipt, ({ readings, kind }) => ({ readings, language: kind.language })),
        paper: (b) => b.step("paper", extractPaper, ({ readings, kind }) => ({ readings, language: kind.language })),
        form: (b) => b.step("form", extractForm, ({ readings, kind }) => ({ readings, language: kind.language })),
        letter: (b) => b.step("letter", extractLetter, ({ readings, kind }) => ({ readings, language: kind.language })),
        other: (b) => b.step("other", extractOther, ({ readings, kind }) => ({ readings, language: kind.language })),
      }),
    { FieldsMissing: (b) => b.let("partial", ({ error }) => error.found) },
  )
  .step("checked", assess, ({ readings, kind, fields }) => ({ readings, kind, fields }))
  .when(
    "decision",
    ({ checked, vars }) => checked.quality < vars.trusted,
    (b) =>
      b.human("review", {
        form: ReviewForm,
        show: ({ metadata, kind, fields, checked }) => ({
          document: metadata.name,
          type: kind.label,
          fields: fields.fields.map((field) => `${field.name}: ${field.value}`),
          concerns: checked.concerns,
        }),
        deadline: "2 days",
      }),
    (b) => b.let("automatic", () => ({ approved: true, by: "automatic" })),
  )
  .returns(({ metadata, readings, kind, fields, checked, decision }) => ({
    metadata,
    readings,
    kind,
    fields: fields.fields,
    quality: checked.quality,
    concerns: checked.concerns,
    decision,
  }))

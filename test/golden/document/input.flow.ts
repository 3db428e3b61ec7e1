import { flow } from "@millrace/dsl"
import { DocumentInput, ReviewForm } from "./document.ts"
import { classify, extractInvoice, extractReceipt, ocrPage, rasterise, readMetadata, score } from "./activities.ts"

export const processDocument = flow("process-document", {
  input: DocumentInput,
  version: "1",
  timeout: "3 days",
})
  .parallel({
    metadata: (b) => b.step("read", readMetadata, ({ input }) => ({ path: input.path })),
    pages: (b) => b.step("rasterise", rasterise, ({ input }) => ({ path: input.path, dpi: 200 })),
  })
  .forEach(
    "texts",
    ({ pages }) => pages,
    (b) => b.step("ocr", ocrPage, ({ item }) => ({ image: item.image })),
    { concurrency: 2, key: (page) => page.id },
  )
  .step("kind", classify, ({ texts }) => ({ text: texts.map((t) => t.text).join("\n") }))
  .match("fields", ({ kind }) => kind.label, {
    invoice: (b) => b.step("extract", extractInvoice, ({ texts }) => ({ texts })),
    receipt: (b) => b.step("extract", extractReceipt, ({ texts }) => ({ texts })),
    other: (b) => b.let("none", () => ({ total: undefined })),
  })
  .loop("checked", {
    initial: ({ fields }) => ({ fields, quality: 0 }),
    body: (b) => b.step("score", score, ({ state }) => state),
    until: (state) => state.quality >= 0.8,
    max: 3,
  })
  .when(
    "decision",
    ({ checked }) => checked.quality < 0.8,
    (b) => b.human("review", { form: ReviewForm, show: ({ checked }) => checked, deadline: "2 days" }),
    (b) => b.let("auto", () => ({ approved: true, by: "automatic" })),
  )
  .returns(({ metadata, kind, checked, decision }) => ({ metadata, kind: kind.label, ...checked, decision }))

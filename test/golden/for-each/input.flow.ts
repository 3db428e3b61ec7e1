import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { label, ocr, pageKey } from "./activities.ts"

const Book = Schema.Struct({ pages: Schema.Array(Schema.Struct({ id: Schema.String, text: Schema.String })) })

export const books = flow("books", { input: Book })
  .forEach(
    "texts",
    ({ input }) => input.pages,
    (b) => b.step("ocr", ocr, ({ item }) => ({ page: item })),
    {
      concurrency: 2,
      key: (page) => page.id,
    },
  )
  .forEach(
    "labels",
    ({ texts }) => texts,
    (b) => b.step("label", label, ({ item, index }) => ({ text: item, index })).returns(({ label }) => ({ label })),
  )
  .forEach(
    "numbers",
    ({ labels }) => labels,
    (b) => b.let("number", ({ index }) => index + 1),
  )
  .returns(({ labels, numbers }) => ({ labels: labels.map((each) => each.label), numbers }))

export const tolerant = flow("tolerant", { input: Book })
  .forEach(
    "texts",
    ({ input }) => input.pages,
    (b) => b.step("ocr", ocr, ({ item }) => ({ page: item })),
    {
      minimumSuccess: 0.5,
      summary: "overview",
      key: (page) => pageKey(page),
    },
  )
  .returns(({ texts, overview }) => ({
    tags: texts.map((each) => each._tag),
    failed: overview.failures.map(({ key }) => key),
  }))

export const onlySummary = flow("only-summary", { input: Book })
  .forEach(
    "texts",
    ({ input }) => input.pages,
    (b) => b.step("ocr", ocr, ({ item }) => ({ page: item })),
    {
      minimumSuccess: 0,
      summary: "overview",
    },
  )
  .returns(({ overview }) => overview.succeeded)

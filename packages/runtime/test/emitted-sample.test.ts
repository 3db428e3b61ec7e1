// oxlint-disable require-yield -- the body of a workflow is a generator, whether or not it has a step
import {
  activity,
  decodeWith,
  forEach,
  human,
  loop,
  parallel,
  runner,
  step,
  takeBranch,
  timeLimit,
  tryCatch,
  unmatched,
  withPolicies,
} from "@millrace/runtime/runner"
import type { Runner } from "@millrace/runtime"
import { HumanTasks } from "@millrace/runtime"
import type {
  DeadlineExceeded,
  InvalidAnswer,
  InvalidInput,
  LoopExhausted,
  StepTimeout,
  WorkflowTimeout,
} from "@millrace/plan"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { expect, expectTypeOf, it } from "vitest"

class BadImage extends Data.TaggedError("BadImage")<{ readonly page: string }> {}

const readMetadata = activity("read-metadata", (input: { readonly path: string }) => ({ title: input.path }))
const rasterise = activity("rasterise", async (input: { readonly path: string; readonly dpi: number }) => [
  { id: "page-1", image: `${input.path}@${input.dpi}` },
  { id: "page-2", image: "two" },
])
const ocrPage = activity("ocr", {
  errors: [BadImage],
  run: async (input: { readonly image: string }) => {
    if (input.image === "bad") throw new BadImage({ page: input.image })
    return input.image.toUpperCase()
  },
})
type Label = "invoice" | "receipt" | "other"
const classify = activity("classify", (input: { readonly text: string }): { readonly label: Label } => ({
  label: input.text.includes("TWO") ? "invoice" : "other",
}))
const extract = activity("extract", (input: { readonly texts: ReadonlyArray<string> }) => ({
  total: input.texts.length,
}))
const score = activity("score", (input: { fields: { total: number } | { none: true }; quality: number }) => ({
  ...input,
  quality: input.quality + 0.3,
}))

const DocumentInput = Schema.Struct({ path: Schema.String, pages: Schema.NumberFromString })
const ReviewForm = Schema.Struct({ approved: Schema.Boolean, by: Schema.String })

const readStep = step("read", readMetadata)
const rasteriseStep = step("rasterise", rasterise)
const ocrStep = step(
  "ocr",
  ocrPage,
  withPolicies({ timeout: 30_000, retry: { maximumAttempts: 3, initialInterval: 5 } }),
)
const kindStep = step("kind", classify)
const extractStep = step("extract", extract)
const scoreStep = step("score", score)
const reviewTask = human("review", { form: ReviewForm, deadline: 172_800_000 })

const processDocument = runner({
  plan: { name: "process-document", version: "1", digest: "0123456789abcdef", steps: [] },
  input: decodeWith(DocumentInput),
  timeout: timeLimit(600_000),
  *body(at, { input }) {
    const { metadata, pages } = yield* parallel(
      at,
      {
        metadata: (at) => readStep(at, { path: input.path }),
        *pages(at) {
          const rasterised = yield* rasteriseStep(at, { path: input.path, dpi: 200 })
          return rasterised
        },
      },
      { concurrency: 2 },
    )
    const texts = yield* forEach(at, "texts", pages, (at, item) => ocrStep(at, { image: item.image }), {
      concurrency: 2,
      key: (page) => page.id,
    })
    const kind = yield* kindStep(at, { text: texts.join("\n") })

    let fields
    switch (kind.label) {
      case "invoice": {
        const inInvoice = takeBranch(at, "fields", "invoice")
        fields = yield* extractStep(inInvoice, { texts })
        break
      }
      case "receipt":
      case "other": {
        takeBranch(at, "fields", "other")
        fields = { none: true as const }
        break
      }
      default:
        throw unmatched(at, "fields", kind.label)
    }
    const fieldsValue = fields

    const checked = yield* loop(
      at,
      "checked",
      { fields: fieldsValue, quality: 0 },
      (at, state) => scoreStep(at, state),
      { until: (state) => state.quality >= 0.8, max: 3 },
    )

    const safe = yield* tryCatch(at, "safe", (at) => ocrStep(at, { image: "bad" }), {
      BadImage: (_at, error) => Effect.succeed(error.page),
      *StepTimeout(_at, error) {
        return error.timeoutMs
      },
    })

    let decision
    if (checked.quality > 0.8) {
      const inThen = takeBranch(at, "decision", "then")
      decision = yield* reviewTask(inThen, checked)
    } else {
      takeBranch(at, "decision", "otherwise")
      decision = { approved: true, by: "automatic" }
    }
    return { metadata, kind: kind.label, ...checked, decision, safe }
  },
})

it("runs the shape of code that the compiler writes", async () => {
  expectTypeOf(processDocument).toExtend<
    Runner<
      { readonly path: string; readonly pages: string },
      {
        metadata: { title: string }
        kind: Label
        fields: { total: number } | { none: true }
        quality: number
        decision: { readonly approved: boolean; readonly by: string }
        safe: string | number
      },
      InvalidInput | WorkflowTimeout | BadImage | StepTimeout | LoopExhausted | DeadlineExceeded | InvalidAnswer,
      HumanTasks
    >
  >()
  const tasks = Layer.succeed(HumanTasks, { ask: () => Effect.succeed({ approved: false, by: "Ada" }) })
  const events: Array<string> = []
  const result = await processDocument.provide(tasks).run(
    { path: "a.pdf", pages: "2" },
    {
      onEvent: (event) => events.push(`${event.type} ${event.path}${"attempt" in event ? ` #${event.attempt}` : ""}`),
    },
  )
  expect(result).toEqual({
    metadata: { title: "a.pdf" },
    kind: "invoice",
    fields: { total: 2 },
    quality: 0.8999999999999999,
    safe: "bad",
    decision: { approved: false, by: "Ada" },
  })
  expect(events).toMatchInlineSnapshot(`
    [
      "execution.started ",
      "step.started metadata.read #1",
      "step.completed metadata.read #1",
      "step.started pages.rasterise #1",
      "step.completed pages.rasterise #1",
      "step.started texts[page-1].ocr #1",
      "step.started texts[page-2].ocr #1",
      "step.completed texts[page-1].ocr #1",
      "step.completed texts[page-2].ocr #1",
      "step.started kind #1",
      "step.completed kind #1",
      "branch.taken fields",
      "step.started fields.invoice.extract #1",
      "step.completed fields.invoice.extract #1",
      "step.started checked[1].score #1",
      "step.completed checked[1].score #1",
      "loop.iterated checked",
      "step.started checked[2].score #1",
      "step.completed checked[2].score #1",
      "loop.iterated checked",
      "step.started checked[3].score #1",
      "step.completed checked[3].score #1",
      "loop.iterated checked",
      "step.started safe.try.ocr #1",
      "step.retrying safe.try.ocr #1",
      "step.started safe.try.ocr #2",
      "step.retrying safe.try.ocr #2",
      "step.started safe.try.ocr #3",
      "step.failed safe.try.ocr #3",
      "branch.taken safe",
      "branch.taken decision",
      "step.started decision.then.review #1",
      "task.opened decision.then.review",
      "step.waiting decision.then.review #1",
      "task.completed decision.then.review",
      "step.completed decision.then.review #1",
      "execution.completed ",
    ]
  `)
})

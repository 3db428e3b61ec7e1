import { HumanTasks, interpret } from "@millrace/runtime"
import type { ExecutionEvent, HumanTask } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { processDocument as flow } from "../document.flow.ts"
import { processDocument } from "../document.runner.ts"
import { UnreadableDocument } from "../failures.ts"
import { packageFolder } from "../package-folder.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"

let workFolder = ""
beforeAll(async () => {
  workFolder = await mkdtemp(join(tmpdir(), "runner-"))
})
afterAll(() => rm(workFolder, { recursive: true, force: true }))

function provided(asked: Array<HumanTask> = []) {
  const reviewer = Layer.succeed(HumanTasks, {
    ask: (task) => {
      asked.push(task)
      return Effect.succeed({ approved: false, by: "test" })
    },
  })
  return processDocument.provide(Layer.merge(OcrEngine.layer, reviewer))
}

const photo = join(packageFolder("jscanify"), "docs/images/test/test2.png")
const invoice = join(packageFolder("microinvoice"), "examples/example.pdf")
const broken = join(packageFolder("pdf-parse"), "test/data/03-invalid.pdf")

test("a photo is read by OCR and accepted without a person", async () => {
  const asked: Array<HumanTask> = []
  const result = await provided(asked).run({ path: photo, workFolder })
  expect(result.readings[0]).toMatchObject({ source: "ocr", treatment: "none", attempts: 1 })
  expect(result.readings[0]?.lines[0]?.text).toBe("About MUO")
  expect(result).toMatchObject({ kind: { label: "other", language: "en" }, decision: { by: "automatic" } })
  expect(asked).toEqual([])
})

test("an invoice's text layer is taken as it is", async () => {
  const result = await provided().run({ path: invoice, workFolder })
  expect(result.readings.map(({ source }) => source)).toEqual(["text-layer"])
  expect(result.kind.label).toBe("invoice")
  expect(result.fields.find(({ name }) => name === "total")?.value).toBe("51.60 EUR")
})

test("a person is asked when the result is not trusted enough, and shown why", async () => {
  const asked: Array<HumanTask> = []
  const result = await provided(asked).run({ path: invoice, workFolder }, { vars: { trusted: 1.1 } })
  expect(asked.map(({ path }) => path)).toEqual(["decision.then.review"])
  expect(asked[0]?.show).toMatchObject({ document: "example.pdf", type: "invoice", concerns: [] })
  expect(result.decision).toEqual({ approved: false, by: "test" })
})

test("a broken file is a typed failure", async () => {
  const exit = await provided().runExit({ path: broken, workFolder })
  expect(exit).toStrictEqual(Exit.fail(new UnreadableDocument({ path: broken, reason: "Invalid PDF structure." })))
})

test("the emitted runner and the interpreter tell the same events", async () => {
  const told = async (runner: Pick<ReturnType<typeof provided>, "run">): Promise<ReadonlyArray<string>> => {
    const events: Array<ExecutionEvent> = []
    await runner.run({ path: invoice, workFolder }, { onEvent: (event) => events.push(event) })
    return events.map((event) => `${event.type} ${event.path}`)
  }
  const reviewer = Layer.succeed(HumanTasks, { ask: () => Effect.succeed({ approved: false, by: "test" }) })
  const interpreted = interpret(flow).provide(Layer.merge(OcrEngine.layer, reviewer))
  const sorted = (events: ReadonlyArray<string>): ReadonlyArray<string> => events.toSorted()
  expect(sorted(await told(provided()))).toEqual(sorted(await told(interpreted)))
})

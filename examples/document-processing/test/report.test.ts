import { createCanvas } from "@napi-rs/canvas"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Outcome } from "../demo/outcome.ts"
import { writeReport } from "../report/write-report.ts"
import { readingOf } from "./reading-of.ts"

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"))
  await writeFile(join(folder, "page.png"), await createCanvas(10, 14).encode("png"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>`

function outcome(): Outcome {
  const base = { execution: "e", workflow: "w", version: "1", digest: "0", time: 1_000 }
  return {
    source: { name: hostile, path: "page.png", origin: hostile },
    result: {
      metadata: { name: hostile, format: "png", bytes: 1, pages: 1, title: hostile, creator: hostile },
      readings: [{ ...readingOf(hostile), image: join(folder, "page.png") }],
      kind: {
        label: "other",
        confidence: 1,
        language: "en",
        evidence: [{ type: "other", weight: 2, because: hostile }],
      },
      fields: [{ name: hostile, value: hostile, source: hostile }],
      quality: 0.5,
      concerns: [hostile],
      decision: { approved: false, by: hostile, note: hostile },
    },
    failure: undefined,
    comparisons: [{ name: hostile, expected: hostile, found: hostile, matches: false }],
    events: [
      { ...base, type: "step.started", path: `a[${hostile}].b`, attempt: 1, activity: "ocr-page" },
      { ...base, type: "step.completed", path: `a[${hostile}].b`, time: 1_500, attempt: 1, durationMs: 500 },
    ],
    durationMs: 500,
  }
}

async function reportOf(outcomes: ReadonlyArray<Outcome>): Promise<string> {
  const file = join(folder, "report.html")
  const plan = { name: hostile, version: "1", digest: "0", steps: [] }
  await writeReport({ outcomes, plan, startedAt: 1_000, durationMs: 500 }, file)
  return readFile(file, "utf8")
}

test("what stands in a document cannot become markup", async () => {
  const html = await reportOf([outcome()])
  expect(html).toContain("&lt;script&gt;")
  expect(html).not.toMatch(/<script|<img src=x/)
})

test("the report loads nothing from elsewhere", async () => {
  const html = await reportOf([outcome()])
  expect(html.match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(1)
  expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/)
  expect(html).not.toMatch(/@import|url\(/)
})

test("a failure is told with its tag", async () => {
  const failed = { ...outcome(), result: undefined, failure: { tag: "UnreadableDocument", message: "no page" } }
  expect(await reportOf([failed])).toContain("<strong>UnreadableDocument</strong> no page")
})

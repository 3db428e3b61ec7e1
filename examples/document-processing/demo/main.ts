import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { npmDocuments } from "../documents/npm-documents.ts"
import { sharedReceipts } from "../documents/receipts.ts"
import { writeReport } from "../report/write-report.ts"
import { buildFlow } from "./build-flow.ts"
import { wentWrong } from "./outcome.ts"
import { describeBefore } from "./describe-before.ts"
import { processAll } from "./process-all.ts"
import type { ProcessAll } from "./process-all.ts"
import { doneBefore, processDurably } from "./process-durably.ts"
import { reviewer } from "./reviewer.ts"
import { showProgress } from "./show-progress.ts"
import { formatTable } from "./show-table.ts"

const { values: options } = parseArgs({
  options: {
    /** Ask at the terminal instead of taking prepared answers. */
    review: { type: "boolean", default: false },
    /** Prepared answers as a JSON file, by path or name of the step. */
    answers: { type: "string" },
    /** Only documents whose name contains this. */
    only: { type: "string", default: "" },
    /** Run durably: what is done is kept in a journal, and a run after a kill goes on where that one was. */
    durable: { type: "boolean", default: false },
    report: { type: "string", default: fileURLToPath(new URL("../.millrace/report.html", import.meta.url)) },
  },
})

const runnerFile = buildFlow()
console.log(`Emitted runner: ${runnerFile}\n`)
// The runner was written a moment ago, so it is loaded only now.
const { processDocument } = await import("../document.runner.ts")

const sources = [...npmDocuments, ...sharedReceipts()].filter(({ name }) => name.includes(options.only))
const folder = fileURLToPath(new URL("../.millrace/durable/", import.meta.url))
const journal = join(folder, "documents.db")
if (options.durable) {
  await mkdir(folder, { recursive: true })
  console.log(`Journal: ${journal}\n${describeBefore(await doneBefore(journal, sources))}\n`)
}
const workFolder = options.durable ? folder : await mkdtemp(join(tmpdir(), "documents-"))
const progress = showProgress(sources, process.stderr)
const startedAt = Date.now()
try {
  const given: ProcessAll = {
    runner: processDocument,
    sources,
    workFolder,
    reviewer: reviewer({ review: options.review, answers: options.answers }),
    onEvent: progress.onEvent,
  }
  const running = options.durable ? processDurably({ ...given, file: journal }) : processAll(given)
  const outcomes = await running.finally(progress.close)
  const durationMs = Date.now() - startedAt
  console.log(`\n${formatTable(outcomes)}\n`)
  const file = resolve(options.report)
  await mkdir(resolve(file, ".."), { recursive: true })
  await writeReport({ outcomes, plan: processDocument.plan, startedAt, durationMs }, file)
  const wrong = outcomes.filter(wentWrong)
  console.log(
    `${outcomes.length} document${outcomes.length === 1 ? "" : "s"} in ${(durationMs / 1000).toFixed(1)} s, ${wrong.length} of them went wrong`,
  )
  console.log(`Report: ${file}`)
  process.exitCode = wrong.length === 0 && outcomes.length > 0 ? 0 : 1
} finally {
  if (!options.durable) await rm(workFolder, { recursive: true, force: true })
}

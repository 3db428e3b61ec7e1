import type { ExecutionEvent, HumanTasks, RunnerOf } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import { readFile } from "node:fs/promises"
import type { DocumentResult } from "../document.ts"
import type { processDocument } from "../document.flow.ts"
import { compareTruth, compareWords } from "../documents/compare-truth.ts"
import type { Comparison } from "../documents/compare-truth.ts"
import type { DocumentSource } from "../documents/document-source.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"
import { withPdf } from "../reading/open-pdf.ts"
import { textLayerOf } from "../reading/text-layer.ts"
import type { Outcome } from "./outcome.ts"

/** What a run over documents needs. */
export interface ProcessAll {
  readonly runner: RunnerOf<typeof processDocument>
  readonly sources: ReadonlyArray<DocumentSource>
  readonly workFolder: string
  readonly reviewer: Layer.Layer<HumanTasks>
  readonly onEvent: (source: DocumentSource, event: ExecutionEvent) => void
}

/** Processes the documents, two at a time, with one OCR engine for all of them. */
export function processAll({ sources, ...given }: ProcessAll): Promise<ReadonlyArray<Outcome>> {
  return Effect.forEach(sources, (source) => processOne(source, given), { concurrency: 2 }).pipe(
    Effect.provide(OcrEngine.layer),
    Effect.provide(given.reviewer),
    Effect.runPromise,
  )
}

function processOne(
  source: DocumentSource,
  { runner, workFolder, onEvent }: Omit<ProcessAll, "sources">,
): Effect.Effect<Outcome, never, OcrEngine | HumanTasks> {
  return Effect.gen(function* () {
    const events: Array<ExecutionEvent> = []
    const exit = yield* runner
      .effect(
        { path: source.path, workFolder, ...(source.reader === undefined ? {} : { reader: source.reader }) },
        {
          executionId: source.name,
          vars: source.maximumPages === undefined ? {} : { maximumPages: source.maximumPages },
          onEvent: (event) => {
            events.push(event)
            onEvent(source, event)
          },
        },
      )
      .pipe(Effect.exit)
    const result = Exit.isSuccess(exit) ? exit.value : undefined
    const started = events[0]?.time ?? 0
    return {
      source,
      result,
      failure: Exit.isFailure(exit) ? failureOf(exit.cause) : undefined,
      comparisons: result === undefined ? [] : yield* Effect.promise(() => comparisonsOf(source, result)),
      events,
      durationMs: (events.at(-1)?.time ?? started) - started,
    }
  })
}

function failureOf(cause: Cause.Cause<unknown>): NonNullable<Outcome["failure"]> {
  const error = Cause.squash(cause)
  if (!(error instanceof Error)) return { tag: "defect", message: String(error) }
  return { tag: "_tag" in error ? String(error._tag) : error.name, message: error.message }
}

async function comparisonsOf(source: DocumentSource, result: DocumentResult): Promise<ReadonlyArray<Comparison>> {
  if (source.truth !== undefined) return compareTruth(result.fields, source.truth)
  if (source.reader !== "ocr" || result.metadata.format !== "pdf") return []
  const read = result.readings.flatMap((reading) => reading.lines.map((line) => line.text)).join("\n")
  const printed = await withPdf(
    { path: source.path, bytes: new Uint8Array(await readFile(source.path)) },
    async (pdf) => {
      const pages = await Promise.all(
        result.readings.map(async (_, index) => textLayerOf(await pdf.getPage(index + 1))),
      )
      return pages.flatMap((lines) => lines.map((line) => line.text)).join("\n")
    },
  )
  return [compareWords(read, printed)]
}

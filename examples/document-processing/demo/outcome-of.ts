import type { ExecutionEvent } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { readFile } from "node:fs/promises"
import type { DocumentResult } from "../document.ts"
import { compareTruth, compareWords } from "../documents/compare-truth.ts"
import type { Comparison } from "../documents/compare-truth.ts"
import type { DocumentSource } from "../documents/document-source.ts"
import { withPdf } from "../reading/open-pdf.ts"
import { textLayerOf } from "../reading/text-layer.ts"
import type { Outcome } from "./outcome.ts"

/** Says how a document ended, and compares what was read with what is known of it. */
export async function outcomeOf(
  source: DocumentSource,
  exit: Exit.Exit<DocumentResult, unknown>,
  events: ReadonlyArray<ExecutionEvent>,
): Promise<Outcome> {
  const result = Exit.isSuccess(exit) ? exit.value : undefined
  const started = events[0]?.time ?? 0
  return {
    source,
    result,
    failure: Exit.isFailure(exit) ? failureOf(exit.cause) : undefined,
    comparisons: result === undefined ? [] : await comparisonsOf(source, result),
    events,
    durationMs: (events.at(-1)?.time ?? started) - started,
  }
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

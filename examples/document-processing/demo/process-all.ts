import type { ExecutionEvent, HumanTasks, RunnerOf } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { processDocument } from "../document.flow.ts"
import type { DocumentSource } from "../documents/document-source.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"
import { outcomeOf } from "./outcome-of.ts"
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
    return yield* Effect.promise(() => outcomeOf(source, exit, events))
  })
}

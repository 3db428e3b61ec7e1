import { Engine } from "@millrace/runtime/durable"
import { sqliteStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import type { ExecutionEvent } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { DocumentInput } from "../document.ts"
import type { DocumentSource } from "../documents/document-source.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"
import { answerReviews } from "./answer-reviews.ts"
import { outcomeOf } from "./outcome-of.ts"
import type { Outcome } from "./outcome.ts"
import type { ProcessAll } from "./process-all.ts"

/** What a durable run needs beside what every run does. */
export interface ProcessDurably extends ProcessAll {
  /** The file of the journal. */
  readonly file: string
}

/** What of a document an earlier process had done. */
export interface DoneBefore {
  readonly steps: number
  readonly isEnded: boolean
}

/** Says what the journal has of each document. */
export async function doneBefore(
  file: string,
  sources: ReadonlyArray<DocumentSource>,
): Promise<ReadonlyMap<DocumentSource, DoneBefore>> {
  const journal = sqliteStore({ file })
  try {
    return new Map(await Promise.all(sources.map(async (source) => [source, await doneOf(journal, source)] as const)))
  } finally {
    await journal.close()
  }
}

async function doneOf(journal: Journal, { name }: DocumentSource): Promise<DoneBefore> {
  const { execution, entries = [] } = (await journal.read(name)) ?? {}
  return {
    steps: entries.filter(({ kind }) => kind === "step.completed" || kind === "received").length,
    isEnded: execution?.status === "completed" || execution?.status === "failed",
  }
}

/**
 * Processes the documents as durable executions, two at a time, in a journal in a file: what an earlier process has done is
 * not done again.
 */
export function processDurably({ sources, reviewer, ...given }: ProcessDurably): Promise<ReadonlyArray<Outcome>> {
  return Effect.gen(function* () {
    const ocr = yield* OcrEngine
    return yield* Effect.promise(() => processIn({ sources, reviewer, ...given }, ocr))
  }).pipe(Effect.provide(OcrEngine.layer), Effect.runPromise)
}

async function processIn(
  { runner, sources, workFolder, file, reviewer, onEvent }: ProcessDurably,
  ocr: OcrEngine["Service"],
): Promise<ReadonlyArray<Outcome>> {
  const events = new Map<string, Array<ExecutionEvent>>(sources.map(({ name }) => [name, []]))
  const durable = runner.provide(Layer.succeed(OcrEngine, ocr))
  await using engine = await Engine.open({
    journal: `sqlite:${file}`,
    runners: [durable],
    maximumExecutions: 2,
    onEvent: (event) => {
      const source = sources.find(({ name }) => name === event.execution)
      if (source === undefined) return
      events.get(source.name)?.push(event)
      onEvent(source, event)
    },
  })
  const stop = new AbortController()
  const reviews = answerReviews(engine, reviewer, stop.signal)
  const outcomes = sources.map(async (source) => {
    const { name: id, path, reader, maximumPages } = source
    const input: DocumentInput = { path, workFolder, ...(reader === undefined ? {} : { reader }) }
    const vars = maximumPages === undefined ? {} : { vars: { maximumPages } }
    const execution = await engine.start(durable, input, { id, ...vars })
    const exit = await execution.result().then(
      (result) => Exit.succeed(result),
      (error: unknown) => Exit.fail(error),
    )
    return outcomeOf(source, exit, events.get(id) ?? [])
  })
  try {
    return await Promise.all(outcomes)
  } finally {
    stop.abort()
    await reviews
  }
}
